// The script-tag bundle parses as ES2016, which is what Chromium 53 knows (async functions came with 55), and runs without what engines
// have besides syntax since then: it brings that (`old-globals.js`), or does not ask for it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { Linter } from 'eslint';
import { root } from './packages.mjs';

const linter = new Linter();
const problems = ['cutaway-hlsjs.js', 'cutaway-hlsjs.min.js'].flatMap((name) => {
  const file = `packages/hlsjs/dist/${name}`;
  const code = readFileSync(path.join(root, file), 'utf8');
  const asTvsRead = { languageOptions: { ecmaVersion: 2016, sourceType: 'script' } };
  return linter
    .verify(code, asTvsRead, { allowInlineConfig: false })
    .filter(({ fatal }) => fatal)
    .map(({ line, column, message }) => `${file}:${line}:${column}: ${message}, expected the syntax of ES2016`);
});
const shipped = 'packages/hlsjs/dist/cutaway-hlsjs.min.js';
if (/[^\x00-\x7f]/.test(readFileSync(path.join(root, shipped), 'utf8')))
  problems.push(`${shipped}: holds a character that is not ASCII, expected none: a page may not say its charset`);

const BROUGHT =
  'Array.prototype.flat Array.prototype.flatMap String.prototype.padStart String.prototype.padEnd String.prototype.trimEnd Object.entries Object.values Object.fromEntries';
const NEVER = 'matchAll replaceAll findLast findLastIndex finally allSettled hasOwn replaceChildren';
const bundle = readFileSync(path.join(root, 'packages/hlsjs/dist/cutaway-hlsjs.js'), 'utf8');
const asOld = BROUGHT.split(' ').map((name) => `delete ${name};`);
try {
  runInContext(`${asOld.join('')}\n${bundle}\nCutaway.createAdSession.call`, createContext({ Hls: {} }));
} catch (error) {
  problems.push(`cutaway-hlsjs.js: ${error.message} on Chromium 53, expected it to be brought by old-globals.js`);
}
for (const name of NEVER.split(' '))
  if (bundle.includes(`.${name}(`))
    problems.push(`cutaway-hlsjs.js: calls ${name}, expected what Chromium 53 has or old-globals.js brings`);
if (problems.length > 0) console.error(problems.join('\n'));
process.exitCode = problems.length > 0 ? 1 : 0;
