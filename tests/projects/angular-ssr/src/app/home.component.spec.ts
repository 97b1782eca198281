import { HomeComponent } from './home.component';

console.log('MARK_spec_file', HomeComponent);
