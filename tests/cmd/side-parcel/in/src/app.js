document.title = process.env.FERRY_TITLE;
if (!process.browser) document.title = "not here";
