console.log("not named by a page");
