document.title = "served, too";
