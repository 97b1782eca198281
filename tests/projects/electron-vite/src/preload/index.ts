import { contextBridge, ipcRenderer } from 'electron';

contextBridge.exposeInMainWorld('studio', {
  upload: () => ipcRenderer.invoke('upload', 'MARK_preload', import.meta.env.PRELOAD_VITE_KEY),
});
