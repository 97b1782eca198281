import { Component } from '@angular/core';
import { wards } from './wards';

@Component({ selector: 'app-wards', template: '<p>{{ text }}</p>' })
export class WardsComponent {
  text = wards.name;
}
