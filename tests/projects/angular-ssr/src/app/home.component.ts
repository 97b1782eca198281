import { isPlatformServer } from '@angular/common';
import { afterNextRender, Component, inject, makeStateKey, PLATFORM_ID, TransferState } from '@angular/core';
import { environment } from '../environments/environment';
import { BedsService } from '@clinic/beds.service';
import type { Bed } from './bed';
import { label } from './shared';

const KEY = makeStateKey<string>('MARK_transfer_state_key');

@Component({
  selector: 'app-home',
  templateUrl: './home.component.html',
})
export class HomeComponent {
  private state = inject(TransferState);
  private unusedField = 'MARK_home_private_field_nobody_reads';
  beds = inject(BedsService);
  bed: Bed = { name: 'MARK_home_field_rendered' };
  text = label.used();

  constructor() {
    if (isPlatformServer(inject(PLATFORM_ID))) this.state.set(KEY, 'MARK_home_platform_branch_sent');
    if (typeof ngServerMode !== 'undefined' && ngServerMode) console.log('MARK_home_server_mode_branch_logged');
    if (environment.production) console.log('MARK_home_production_branch', CLINIC_BUILD);
    else console.log('MARK_home_development_branch');
    afterNextRender(() => console.log('MARK_home_after_render', environment.api));
  }

  unusedMethod() {
    return 'MARK_home_method_nobody_calls';
  }
}

declare const ngServerMode: boolean | undefined;
