import { send } from './send';

document.body.append(send());
if (import.meta.env.MODE === 'development') document.body.append('MARK_popup_development_branch');
