import { draw } from '@renderer/draw';

document.body.append('MARK_renderer_script', draw(), import.meta.env.RENDERER_VITE_KEY, import.meta.env.MAIN_VITE_OTHER);
