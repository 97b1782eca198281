import { Component } from '@angular/core';
import { environment } from './environments/environment';

@Component({ selector: 'app-root', templateUrl: 'app.component.html', styleUrl: './app.component.scss' })
export class AppComponent {
  key = environment.key;
}

@Component({ selector: 'app-idle', template: 'nobody imports it' })
export class IdleComponent {}
