import type { Routes } from '@angular/router';
import { HomeComponent } from './home.component';

export const routes: Routes = [
  { path: '', component: HomeComponent, data: { note: 'MARK_route_data' } },
  { path: 'wards', loadComponent: () => import('./wards.component').then((module) => module.WardsComponent) },
];
