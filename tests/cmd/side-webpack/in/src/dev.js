document.title = "for development";
