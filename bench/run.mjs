#!/usr/bin/env node
// Runs one benchmark: `node bench/run.mjs swap --breaks 10`. It is bundled first, so that it may be TypeScript on every Node.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const [name] = process.argv.slice(2);
const entry = path.join(root, 'bench', `${name}.ts`);
if (name === undefined || !existsSync(entry)) {
  const names = readdirSync(path.join(root, 'bench')).flatMap((file) => /^(.+)\.ts$/.exec(file)?.slice(1) ?? []);
  console.error(`Cannot run benchmark: there is no bench/${name}.ts, expected one of: ${names.sort().join(', ')}`);
  process.exit(1);
}
/** What a benchmark says of itself, and the options that it reads. */
function explain() {
  const source = readFileSync(entry, 'utf8');
  const [head = ''] = /\/\*\*[^]*?\*\//.exec(source) ?? [];
  const [, options = ''] = /parseArgs\(\{([^]*?)\bargs:/.exec(source) ?? [];
  const found = options.matchAll(/'?([\w-]+)'?: \{ type: '(\w+)'(?:, default: '([^']*)')?/g);
  const flags = [...found].map(([, flag, type, value]) =>
    type === 'boolean' ? `--${flag}` : `--${flag} <${value ?? flag}>`,
  );
  const text = head.replace(/^\/\*\*\n?| *\*\/$/g, '').replace(/^ \* ?/gm, '');
  return `${text.trim()}\n${flags.length > 0 ? `\nOptions: ${flags.join(', ')}\n` : ''}`;
}
if (process.argv.includes('--help') || process.argv.includes('-h')) {
  process.stdout.write(explain());
  process.exit(0);
}
// Three folders deep, as the sources that look for the repository's root are.
const outfile = path.join(root, 'build', 'bench', name, 'main.mjs');
/**
 * The formats are bundled from their sources, so that what measures them needs no build of the packages; what runs whole sessions
 * in memory has all of its packages so, since it loads what a session loads on demand by itself.
 */
const wholeSessions = ['faults', 'hours', 'omid', 'soak', 'swap'];
const wanted = wholeSessions.includes(name) ? /^@cutaway\// : /^@cutaway\/(model|scte35|tracking|vast)$/;
const fromSources = {
  name: 'from-sources',
  setup: ({ onResolve }) => {
    onResolve({ filter: wanted }, ({ path: id }) => {
      const [, workspace, door = ''] = /^@cutaway\/([^/]+)(\/.*)?$/.exec(id) ?? [];
      const folder = path.join(root, 'packages', workspace);
      const { exports } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
      return { path: path.join(folder, exports[`.${door}`]['cutaway-source']) };
    });
  },
};
await build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  plugins: [fromSources],
  logLevel: 'error',
});
try {
  await import(pathToFileURL(outfile).href);
} catch (error) {
  if (!String(error?.code).startsWith('ERR_PARSE_ARGS')) throw error;
  console.error(`Cannot run benchmark ${name}: ${error.message.split('\n')[0]}\n\n${explain()}`);
  process.exit(2);
}
