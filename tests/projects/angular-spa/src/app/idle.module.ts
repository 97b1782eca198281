import { NgModule } from '@angular/core';

@NgModule({ providers: [{ provide: 'idle', useValue: 'MARK_module_nobody_imports' }] })
export class IdleModule {}
