import { Injectable } from '@angular/core';

@Injectable({ providedIn: 'root' })
export class BedsService {
  ready = false;
  private host = 'MARK_service_field';
}

@Injectable({ providedIn: 'root' })
export class IdleService {
  host = 'MARK_service_nobody_injects';
}
