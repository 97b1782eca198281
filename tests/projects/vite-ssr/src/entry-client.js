import { createSSRApp } from 'vue';
import App from './App.vue';

console.log('MARK_client_entry', __SIDE__);
createSSRApp(App, window.state).mount('#app');
