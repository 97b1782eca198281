import { lazy, Suspense, useState } from 'react';
import { total } from '@/cart';
import { login } from '@/api';
import { live } from 'settings';
import type { Admin } from './admin';
import { type Options, defaults } from './options';
import { Icon } from './ui';
import strings from './strings.json';
import { nested } from './nested.json';
import text from './notice.txt?raw';
import { translate } from './locale';

const Panel = lazy(() => import('./Panel'));

export function App() {
  const [admin] = useState<Admin | null>(null);
  const options: Options = defaults;
  if (import.meta.env.DEV) console.log('MARK_app_dev_branch');
  if (import.meta.env.SSR) console.log('MARK_app_ssr_branch');
  if (process.env.NODE_ENV !== 'production') console.log('MARK_app_node_env_branch');
  if (import.meta.env.PROD) console.log('MARK_app_prod_branch');
  return (
    <main onClick={() => login(total([1, 2]))} title={live.host}>
      {strings.greeting} {nested} {text} {options.size} {admin?.name} {translate('en')}
      <Icon /> {__RELEASE__}
      <Suspense fallback="MARK_app_fallback">
        <Panel />
      </Suspense>
    </main>
  );
}
