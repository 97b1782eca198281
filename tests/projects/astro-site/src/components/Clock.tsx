import { useState } from 'react';
import { actions } from 'astro:actions';
import { MAP_STYLE } from 'astro:env/client';
import { shared } from '@lib/shared';
import { tick, tock } from '@lib/tick';

export default function Clock({ zone }: { zone: { name: string } }) {
  const [time, setTime] = useState('MARK_island_state');
  const press = async () => {
    console.log('MARK_island_handler', import.meta.env.PUBLIC_SITE, MAP_STYLE, __PRESS__, tick());
    setTime((await actions.like({})).data?.text ?? '');
  };
  return (
    <button onClick={press}>
      {zone.name} {time} {shared()}
    </button>
  );
}
