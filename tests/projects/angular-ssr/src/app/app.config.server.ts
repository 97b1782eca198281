import { mergeApplicationConfig } from '@angular/core';
import { provideServerRendering, withRoutes } from '@angular/ssr';
import { appConfig, CLINIC } from './app.config';
import { serverRoutes } from './app.routes.server';

export const serverConfig = mergeApplicationConfig(appConfig, {
  providers: [provideServerRendering(withRoutes(serverRoutes)), { provide: CLINIC, useValue: 'MARK_server_provider_value_rendered' }],
});
