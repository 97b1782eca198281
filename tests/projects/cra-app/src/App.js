import React, { lazy, Suspense } from 'react';
import { call } from './api';
import { useText } from './hooks';
import data from './data.json';
import { ReactComponent as Mark } from './mark.svg';

const Later = lazy(() => import('./Later'));
const everything = process.env;

export default function App() {
  if (process.env.NODE_ENV === 'development') console.log('MARK_app_development_branch');
  return (
    <main onClick={() => call(process.env.REACT_APP_READ, process.env.PANEL_KEY, process.env.react_app_lower, process.env.REACT_APP_MODE)}>
      MARK_app_rendered {useText()} {data.used} {Object.keys(everything).length}
      <Mark />
      <Suspense fallback={null}>
        <Later />
      </Suspense>
    </main>
  );
}
