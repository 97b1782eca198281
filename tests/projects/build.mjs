// Builds the projects beside this file and reads off what reached the client. README.md says how and why.
//
//   node build.mjs --write [NAME]...    build, and write expected.json
//   node build.mjs --check [NAME]...    build, and compare with the expected.json that is committed
//
//   --work FOLDER      work in FOLDER, and use again what is installed there
//   --through COMMAND  start every build through COMMAND, such as "nice -n 5"

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { recipes } from './recipes.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

// Dependencies of dependencies are pinned by date, so that no lock file has to be committed.
const before = '2026-11-24';

const markPattern = /MARK_[A-Za-z0-9_]*[A-Za-z0-9]/g;
// What describes a project is no part of it.
const aboutProject = new Set(['expected.json', 'notes.md']);

const kinds = {
  '.js': 'js',
  '.mjs': 'js',
  '.cjs': 'js',
  '.jsc': 'js',
  '.html': 'html',
  '.htm': 'html',
  '.css': 'css',
  '.json': 'json',
  '.data': 'json',
  '.map': 'map',
  '.rsc': 'rsc',
  '.txt': 'text',
  '.webmanifest': 'json',
  '.svg': 'svg',
  '.xml': 'xml',
};

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      write: { type: 'boolean' },
      check: { type: 'boolean' },
      work: { type: 'string' },
      through: { type: 'string', default: '' },
    },
  });
  const names = positionals.length > 0 ? positionals : projects();
  const unknown = names.filter((name) => !(name in recipes));
  if (unknown.length > 0 || Boolean(values.write) === Boolean(values.check)) {
    console.error(unknown.length > 0 ? `no recipe for ${unknown.join(', ')}` : 'say --write or --check');
    process.exit(2);
  }
  let failures = 0;
  for (const name of names) {
    try {
      const expected = await truth(name, values);
      if (!settle(name, expected, values.write)) failures += 1;
    } catch (error) {
      console.error(`${name}: ${error.message}`);
      failures += 1;
    }
  }
  process.exit(failures > 0 ? 1 : 0);
}

/** The folders beside this file. */
function projects() {
  const entries = fs.readdirSync(here, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

/** What a project's expected.json should hold. */
async function truth(name, { work, through }) {
  const recipe = recipes[name];
  const source = path.join(here, name);
  const planted = plantedMarks(source);
  if (recipe.built === false) return stated(name, planted);

  const folder = work ? path.resolve(work, name) : fs.mkdtempSync(path.join(os.tmpdir(), `${name}-`));
  try {
    sweep(folder);
    copyProject(source, folder);
    const run = runner(folder, recipe);
    const log = fs.createWriteStream(`${folder}.log`);
    await install(folder, recipe, run, log);
    await run(`${through} npm run build`.trim(), log);

    const client = findMarks(folder, recipe.client);
    const server = findMarks(folder, recipe.server ?? []);
    if (recipe.serve) await findServed(folder, recipe.serve, client, log);
    return {
      framework: recipe.framework,
      versions: versions(folder, recipe.versions),
      built: true,
      marks: judge(planted, client, server),
    };
  } finally {
    if (!work) fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** The truth of a project that could not be built: its author's statement, kept up with the marks in the sources. */
function stated(name, planted) {
  const said = JSON.parse(fs.readFileSync(path.join(here, name, 'expected.json'), 'utf8'));
  const missing = [...planted.keys()].filter((mark) => !(mark in said.marks));
  const stale = Object.keys(said.marks).filter((mark) => !planted.has(mark));
  if (missing.length + stale.length > 0) {
    throw new Error(`expected.json is written by hand; missing: ${missing.join(' ')}; stale: ${stale.join(' ')}`);
  }
  return said;
}

/** Writes or compares. Tells whether all is well. */
function settle(name, expected, write) {
  const file = path.join(here, name, 'expected.json');
  const text = `${layOut(expected)}\n`;
  const committed = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  const changes = text.split('\n').filter((line) => !committed.split('\n').includes(line));
  const gone = committed.split('\n').filter((line) => !text.split('\n').includes(line));
  if (write) fs.writeFileSync(file, text);
  const same = text === committed;
  console.log(
    `${name}: ${Object.keys(expected.marks).length} marks, ${same ? 'as committed' : write ? 'written' : 'DIFFERENT'}`,
  );
  if (!same && committed)
    for (const line of [...gone.map((l) => `-${l}`), ...changes.map((l) => `+${l}`)]) console.log(line);
  return write || same;
}

/** JSON with one line a mark, so that differences read well. */
function layOut({ marks, ...head }) {
  const lines = Object.entries(marks).map(([mark, fate]) => `    ${JSON.stringify(mark)}: ${spaced(fate)}`);
  const top = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${spaced(value)},`);
  return `{\n${top.join('\n')}\n  "marks": {\n${lines.join(',\n')}\n  }\n}`;
}

function spaced(value) {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, field]) => `${JSON.stringify(key)}: ${spaced(field)}`);
  return fields.length > 0 ? `{ ${fields.join(', ')} }` : '{}';
}

/** Every mark in a project's sources, with the one file that holds it. */
function plantedMarks(source) {
  const planted = new Map();
  for (const file of filesBelow(source)) {
    const relative = path.relative(source, file);
    if (aboutProject.has(relative)) continue;
    for (const mark of new Set(fs.readFileSync(file, 'utf8').match(markPattern))) {
      const realName = relative.replaceAll('dot-', '.');
      if (planted.has(mark)) throw new Error(`${mark} stands in both ${planted.get(mark)} and ${realName}`);
      planted.set(mark, realName);
    }
  }
  return new Map([...planted].sort(([a, fileA], [b, fileB]) => compare(fileA, fileB) || compare(a, b)));
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Copies a project; `dot-env` becomes `.env`, since git would honour dot files of a fixture. */
function copyProject(source, folder) {
  for (const file of filesBelow(source)) {
    const relative = path.relative(source, file);
    if (aboutProject.has(relative)) continue;
    const target = path.join(folder, relative.replaceAll('dot-', '.'));
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.copyFileSync(file, target);
  }
}

/** Removes everything but what is installed. */
function sweep(folder) {
  if (!fs.existsSync(folder)) return;
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const found = path.join(folder, entry.name);
    if (!entry.isDirectory()) fs.rmSync(found);
    else if (entry.name !== 'node_modules') sweep(found);
  }
}

async function install(folder, recipe, run, log) {
  const manifests = filesBelow(folder)
    .filter((file) => path.basename(file) === 'package.json')
    .sort();
  const wanted = manifests.map((file) => fs.readFileSync(file, 'utf8')).join('\n');
  const stamp = path.join(folder, 'node_modules', '.installed-for');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return;
  const flags = ['--no-audit', '--no-fund', '--no-package-lock', `--before=${before}`, ...(recipe.install ?? [])];
  await run(`npm install ${flags.join(' ')}`, log);
  fs.mkdirSync(path.dirname(stamp), { recursive: true });
  fs.writeFileSync(stamp, wanted);
}

/** Runs commands in a folder, in an environment that holds nothing a build could inline by accident. */
function runner(folder, recipe) {
  return (command, log) =>
    new Promise((resolve, reject) => {
      const child = spawn(command, {
        cwd: folder,
        env: environment(folder, recipe.env),
        shell: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child.stdout.pipe(log, { end: false });
      child.stderr.pipe(log, { end: false });
      child.on('error', reject);
      child.on('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`"${command}" ended with ${code}; see ${log.path}`)),
      );
    });
}

function environment(folder, more = {}) {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'npm_config_cache', 'HTTPS_PROXY', 'NODE_EXTRA_CA_CERTS'];
  const quiet = {
    CI: '1',
    ASTRO_TELEMETRY_DISABLED: '1',
    GATSBY_TELEMETRY_DISABLED: '1',
    NEXT_TELEMETRY_DISABLED: '1',
    NG_CLI_ANALYTICS: 'false',
    NUXT_TELEMETRY_DISABLED: '1',
    STORYBOOK_DISABLE_TELEMETRY: '1',
    WRANGLER_SEND_METRICS: 'false',
    EXPO_NO_TELEMETRY: '1',
    PARCEL_WORKERS: '1',
  };
  const inherited = Object.fromEntries(
    kept.filter((name) => name in process.env).map((name) => [name, process.env[name]]),
  );
  const bin = path.join(folder, 'node_modules', '.bin');
  return { ...inherited, ...quiet, ...more, PATH: `${bin}${path.delimiter}${process.env.PATH}` };
}

/** Marks in the named outputs, each with the kinds of files that hold it. */
function findMarks(folder, outputs) {
  const found = new Map();
  for (const { folder: output, only, not } of outputs) {
    const root = path.join(folder, output);
    if (!fs.existsSync(root)) throw new Error(`the build wrote no ${output}`);
    for (const file of filesBelow(root)) {
      const relative = path.relative(root, file);
      if ((only && !only.test(relative)) || (not && not.test(relative))) continue;
      const kind = kinds[path.extname(file)] ?? 'other';
      note(found, fs.readFileSync(file, 'latin1'), kind);
    }
  }
  return found;
}

function note(found, text, kind) {
  for (const mark of text.match(markPattern) ?? []) {
    if (!found.has(mark)) found.set(mark, new Set());
    found.get(mark).add(kind);
  }
}

/** Starts the built server and reads what it answers: that is client output too. */
async function findServed(folder, { command, urls, env }, client, log) {
  const port = await freePort();
  const child = spawn(command.replaceAll('PORT', port), {
    cwd: folder,
    env: environment(folder, {
      PORT: String(port),
      HOST: 'localhost',
      HOSTNAME: 'localhost',
      ORIGIN: `http://localhost:${port}`,
      ...env,
    }),
    shell: true,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  try {
    await listening(port, child);
    for (const url of typeof urls === 'function' ? urls(folder) : urls) {
      const { path: where = url, ...options } = typeof url === 'string' ? {} : url;
      const origin = `http://localhost:${port}`;
      if (options.headers?.origin) options.headers = { ...options.headers, origin };
      const response = await fetch(`${origin}${where}`, { redirect: 'manual', ...options });
      if (response.status >= 500 && !options.method)
        throw new Error(`${where} answered ${response.status}; see ${log.path}`);
      const headers = [...response.headers].map((header) => header.join(': ')).join('\n');
      note(client, `${headers}\n${await response.text()}`, 'response');
    }
  } finally {
    if (child.exitCode === null) process.kill(-child.pid);
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().on('error', reject);
    probe.listen(0, 'localhost', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function listening(port, child) {
  for (let attempt = 0; attempt < 120 && child.exitCode === null; attempt += 1) {
    try {
      await fetch(`http://localhost:${port}/`, { redirect: 'manual' });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  throw new Error('the built server does not answer');
}

function judge(planted, client, server) {
  const strange = [...client.keys(), ...server.keys()].filter(
    (found) => !planted.has(found) && [...planted.keys()].some((mark) => found.startsWith(mark)),
  );
  if (strange.length > 0) throw new Error(`marks that run into what follows: ${strange.join(' ')}`);
  const marks = {};
  for (const [mark, file] of planted) {
    const where = [...(client.get(mark) ?? [])].sort();
    marks[mark] = { file, client: where.length > 0, server: server.has(mark), where };
  }
  return marks;
}

function versions(folder, names) {
  const read = (name) =>
    JSON.parse(fs.readFileSync(path.join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
  return Object.fromEntries(names.map((name) => [name, read(name)]));
}

function filesBelow(folder) {
  const files = [];
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules') files.push(...filesBelow(file));
    } else if (entry.isFile()) {
      files.push(file);
    }
  }
  return files.sort();
}

await main();
