import { createSSRApp } from 'vue';
import { renderToString } from 'vue/server-renderer';
import App from './App.vue';
import { count } from './database.js';
import { words } from './words.js';

export async function render(url) {
  console.log('MARK_server_entry_logged', url, words.server, import.meta.env.VITE_STOCK, process.env.STOCK_KEY, __SIDE__);
  const state = { count: count(), title: 'MARK_server_entry_state_sent' };
  return { html: await renderToString(createSSRApp(App, state)), state };
}

export const stock = () => count();
