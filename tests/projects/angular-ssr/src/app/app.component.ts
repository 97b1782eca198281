import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { CLINIC } from './app.config';

@Component({
  selector: 'app-root',
  imports: [RouterOutlet],
  template: `
    <!-- MARK_template_comment -->
    <p title="MARK_template_attribute">{{ clinic }}</p>
    <router-outlet />
  `,
  styles: `p::before { content: 'MARK_component_style'; }`,
})
export class AppComponent {
  clinic = inject(CLINIC);
}
