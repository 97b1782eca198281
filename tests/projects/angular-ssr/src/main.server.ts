import { bootstrapApplication, type BootstrapContext } from '@angular/platform-browser';
import { AppComponent } from './app/app.component';
import { serverConfig } from './app/app.config.server';

console.log('MARK_main_server_logged');

export default (context: BootstrapContext) => bootstrapApplication(AppComponent, serverConfig, context);
