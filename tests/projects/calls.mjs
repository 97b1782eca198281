// Requests that call server functions of a build, as its client would.

import fs from 'node:fs';
import path from 'node:path';

/** A POST that a check of its origin lets through. */
export function sameOrigin(where, headers = { 'content-type': 'application/json' }, body = '{}') {
  return { path: where, method: 'POST', headers: { origin: 'ORIGIN', ...headers }, body };
}

/** A form that is sent empty. */
export function emptyForm(where, headers = {}) {
  return sameOrigin(where, { 'content-type': 'application/x-www-form-urlencoded', ...headers }, '');
}

/** Every server action of Next.js, by the id that the build gave it. */
export function nextActions(folder, page) {
  const manifest = fs.readFileSync(path.join(folder, '.next/server/server-reference-manifest.json'), 'utf8');
  const headers = { 'content-type': 'text/plain;charset=UTF-8' };
  return Object.keys(JSON.parse(manifest).node).map((id) => sameOrigin(page, { 'next-action': id, ...headers }, '[3]'));
}

/** SvelteKit's remote functions. */
export function kitRemoteFunctions(folder, name) {
  const payload = Buffer.from('["fern"]').toString('base64url');
  const ids = stringsOf(folder, '.svelte-kit/output/client/_app/immutable', new RegExp(`^[a-z0-9]{4,}/${name}$`));
  return ids.map((id) => `/_app/remote/${id}?payload=${payload}`);
}

/** TanStack Start's server functions: only the build knows which are for GET. */
export function startFunctions(folder) {
  const headers = { 'x-tsr-serverFn': 'true', accept: 'application/json' };
  return stringsOf(folder, 'dist/client/assets', /^[0-9a-f]{64}$/).flatMap((id) => [
    { path: `/_serverFn/${id}`, method: 'GET', headers },
    sameOrigin(`/_serverFn/${id}`, headers, null),
  ]);
}

/** SolidStart's server functions. */
export function solidFunctions(folder) {
  const headers = { 'x-server-instance': 'server-fn:0', 'content-type': 'application/json' };
  const ids = stringsOf(folder, '.output/public/_build/assets', /^src_[A-Za-z0-9_]+--[A-Za-z0-9_$]+$/);
  return ids.map((id) => sameOrigin('/_server', { 'x-server-id': id, ...headers }, '[]'));
}

/** The string literals of a form in a folder's scripts: where builds keep the ids of server functions. */
function stringsOf(folder, output, form) {
  const root = path.join(folder, output);
  const scripts = fs.readdirSync(root, { recursive: true }).filter((file) => file.endsWith('.js'));
  const literals = scripts.flatMap((file) =>
    fs.readFileSync(path.join(root, file), 'utf8').match(/(?<=["'`])[\w/$-]+(?=["'`])/g),
  );
  return [...new Set(literals)].filter((literal) => form.test(literal ?? ''));
}
