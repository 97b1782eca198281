const { app, BrowserWindow } = require("electron");
const { upload } = require("./lib/upload");

app.whenReady().then(() => new BrowserWindow({}).loadFile("index.html"), upload);
