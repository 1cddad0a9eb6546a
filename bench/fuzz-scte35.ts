/**
 * Everything that reads a section, on mutated ones: `node bench/run.mjs fuzz-scte35 --sections 1000000 --seed 35`. Writes
 * bench/results/fuzz-scte35.json; exits with 1 where something threw, or a CRC-valid section did not come back byte for byte.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { fuzzSections } from '../packages/scte35/src/fuzz-sections.js';

const { values } = parseArgs({
  options: { sections: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '35' } },
  args: process.argv.slice(3),
});
const sections = Number(values.sections);
const seed = Number(values.seed);
if (!Number.isInteger(sections) || sections < 1 || !Number.isInteger(seed)) {
  console.error(
    'Cannot fuzz: --sections or --seed is no whole number, expected them like --sections 1000000 --seed 35',
  );
  process.exit(1);
}
const startMs = performance.now();
const report = fuzzSections(sections, seed, () => performance.now());
const result = { seed, ...report, seconds: Math.round((performance.now() - startMs) / 100) / 10 };
console.log(JSON.stringify(result, null, 2));
await mkdir('bench/results', { recursive: true });
await writeFile('bench/results/fuzz-scte35.json', `${JSON.stringify(result, null, 2)}\n`);
if (report.throws.length > 0 || report.changed.length > 0) process.exit(1);
