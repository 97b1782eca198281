import { collect } from './collect';

document.body.dataset.clip = collect();
