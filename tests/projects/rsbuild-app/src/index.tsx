import { lazy, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { glow } from '@lamp/glow';
import { bulb } from './parts';
import type { Watt } from './watt';
import styles from './lamp.module.css';
import data from './data.json';

const Shade = lazy(() => import('./Shade'));
const watt: Watt = { value: 'MARK_index_constant' };

function Lamp() {
  const read = () =>
    console.log(import.meta.env.PUBLIC_IMPORT_META, process.env.PUBLIC_PROCESS, process.env.LAMP_READ, process.env.SECRET_READ, __READ__);
  return (
    <button onClick={read} className={styles.lamp}>
      {watt.value} {glow()} {bulb()} {data.used}
      <Suspense>
        <Shade />
      </Suspense>
    </button>
  );
}

createRoot(document.getElementById('root')!).render(<Lamp />);
