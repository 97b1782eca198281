import './style.css';
import parts from 'parts';
import notice from './notice.txt';
import { split } from 'lib/split';
import { save } from './storage/disk';
import type { Item } from './item';

const { wide, narrow } = require('./common.js');

async function start() {
  const item: Item = { name: 'MARK_client_entry' };
  console.log(item, parts, notice, split(), save(), wide, __DEPOT__.read, $shop.name);
  console.log(process.env.DEPOT_DEFINED, process.env.DEPOT_LISTED, process.env.DEPOT_UNSET, process.env.CLIENT_READ);
  if (IS_SERVER) console.log('MARK_client_server_branch', await import('./only-on-server'));
  if (process.env.NODE_ENV === 'development') console.log('MARK_client_development_branch');
  const page = location.hash.slice(1);
  const module = await import(/* webpackChunkName: "page-[request]" */ `./pages/${page}`);
  module.default();
  new Worker(new URL('./worker.js', import.meta.url));
}

start().catch(() => console.log(process.env.DEPOT_PLAIN));
