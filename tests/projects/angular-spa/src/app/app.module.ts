import { NgModule } from '@angular/core';
import { BrowserModule } from '@angular/platform-browser';
import { RouterModule } from '@angular/router';
import { environment } from '@env';
import { AppComponent } from './app.component';
import { API_KEY, DeclaredComponent } from './declared.component';

@NgModule({
  declarations: [AppComponent, DeclaredComponent],
  imports: [
    BrowserModule,
    RouterModule.forRoot([{ path: 'lazy', loadChildren: () => import('./lazy/lazy.module').then((module) => module.LazyModule) }]),
  ],
  providers: [{ provide: API_KEY, useFactory: () => environment.key }],
  bootstrap: [AppComponent],
})
export class AppModule {}
