import { provideHttpClient, withFetch, withInterceptors } from '@angular/common/http';
import { InjectionToken, provideZonelessChangeDetection, type ApplicationConfig } from '@angular/core';
import { provideClientHydration } from '@angular/platform-browser';
import { provideRouter } from '@angular/router';
import { routes } from './app.routes';
import { signRequest } from './sign.interceptor';

export const CLINIC = new InjectionToken<string>('clinic');

export const appConfig: ApplicationConfig = {
  providers: [
    provideZonelessChangeDetection(),
    provideRouter(routes),
    provideClientHydration(),
    provideHttpClient(withFetch(), withInterceptors([signRequest])),
    { provide: CLINIC, useValue: 'MARK_provider_value' },
  ],
};
