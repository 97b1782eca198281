import { app, BrowserWindow, ipcMain } from 'electron';
import { join } from 'node:path';
import { upload } from './upload';

declare const __STUDIO__: string;

ipcMain.handle('upload', () => upload('MARK_main_handler'));
app.whenReady().then(() => {
  console.log(import.meta.env.MAIN_VITE_KEY, import.meta.env.VITE_KEY, process.env.STUDIO_KEY, __STUDIO__);
  const window = new BrowserWindow({ webPreferences: { preload: join(import.meta.dirname, '../preload/index.mjs') } });
  window.loadFile(join(import.meta.dirname, '../renderer/index.html'));
});
