/**
 * Everything that reads VAST and VMAP, on mutated case files and generated responses: `node bench/run.mjs fuzz-vast --documents 100000
 * --seed 43`. Writes bench/results/fuzz-vast.json; exits with 1 where something threw, or what was read is not as it must be.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fuzzDocuments } from '../packages/vast/src/fuzz-documents.js';
import { DOCUMENTS } from './vast/documents.js';

/** Where a text of a megabyte takes longer, time is not in line with size. */
const MOST_MS_PER_MEGABYTE = 2000;

const { values } = parseArgs({
  options: { documents: { type: 'string', default: '100000' }, seed: { type: 'string', default: '43' } },
  args: process.argv.slice(3),
});
const documents = Number(values.documents);
const seed = Number(values.seed);
if (!Number.isInteger(documents) || documents < 1 || !Number.isInteger(seed)) {
  console.error(
    'Cannot fuzz: --documents or --seed is no whole number, expected them like --documents 100000 --seed 43',
  );
  process.exit(1);
}
const cases = 'packages/vast/cases';
const files = readdirSync(cases, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.xml'));
const samples = files.sort().map((file) => readFileSync(path.join(cases, file), 'utf8'));
const [single] = DOCUMENTS;
const startMs = performance.now();
/** Time of the processor: on a busy machine the wall's clock would tell of others. */
const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const report = fuzzDocuments([...samples, single?.xml ?? ''], documents, seed, cpuMs);
const result = { seed, ...report, seconds: Math.round((performance.now() - startMs) / 100) / 10 };
console.log(JSON.stringify(result, null, 2));
await mkdir('bench/results', { recursive: true });
await writeFile('bench/results/fuzz-vast.json', `${JSON.stringify(result, null, 2)}\n`);
const { throws, wrong, slowestMsPerMegabyte } = report;
if (throws.length > 0 || wrong.length > 0 || slowestMsPerMegabyte > MOST_MS_PER_MEGABYTE) process.exit(1);
