import { Component } from '@angular/core';

@Component({ selector: 'app-idle', template: '<p>MARK_component_nobody_imports</p>' })
export class IdleComponent {}
