document.title = "nobody asks for it";
