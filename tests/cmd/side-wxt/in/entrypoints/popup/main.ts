document.title = "popup";
