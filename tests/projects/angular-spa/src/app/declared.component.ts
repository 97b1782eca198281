import { Component, InjectionToken } from '@angular/core';

export const API_KEY = new InjectionToken<string>('MARK_token_description');

@Component({ selector: 'app-declared', standalone: false, template: '<i>MARK_declared_component_not_used</i>' })
export class DeclaredComponent {}
