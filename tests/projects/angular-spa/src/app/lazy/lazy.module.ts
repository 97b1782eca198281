import { Component, NgModule } from '@angular/core';
import { RouterModule } from '@angular/router';

@Component({ selector: 'app-lazy', standalone: false, template: '<i>MARK_lazy_module</i>' })
export class LazyComponent {}

@NgModule({ declarations: [LazyComponent], imports: [RouterModule.forChild([{ path: '', component: LazyComponent }])] })
export class LazyModule {}
