document.title = "an asset";
