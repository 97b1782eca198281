import { Component, inject } from '@angular/core';
import { label } from 'lab';
import { API_KEY } from './declared.component';

@Component({ selector: 'app-root', standalone: false, templateUrl: './app.component.html', styleUrls: ['./app.component.css'] })
export class AppComponent {
  key = inject(API_KEY);
  label = label();
}
