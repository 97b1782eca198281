document.title = "content";
