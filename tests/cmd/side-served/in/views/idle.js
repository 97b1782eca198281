document.title = "nobody serves it";
