import { action, query } from '@solidjs/router';
import { readKey, tide } from '../lib/key';
import { remove } from '../lib/remote';

const load = query(async () => {
  'use server';
  return readKey();
}, 'key');
const save = action(async () => 'of both, since it has no directive');

export default () => <p onClick={remove}>{load()} {save} {tide} {import.meta.env.VITE_TIDE}</p>;
