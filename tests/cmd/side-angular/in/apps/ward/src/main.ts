import { AppComponent } from './app.component';

declare const ngDevMode: boolean;
if (ngDevMode) console.log('only in development');
console.log(AppComponent, import.meta.env['NG_APP_WARD'], import.meta.env.WARD_KEY);
