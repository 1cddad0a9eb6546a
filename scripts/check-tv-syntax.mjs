// The script-tag bundle parses as ES2016, which is what Chromium 53 knows (async functions came with 55).
import { readFileSync } from 'node:fs';
import path from 'node:path';
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
if (problems.length > 0) console.error(problems.join('\n'));
process.exitCode = problems.length > 0 ? 1 : 0;
