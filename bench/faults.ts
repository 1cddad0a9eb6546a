/**
 * Live breaks with one to three faults each, of network, media, decoder, lifecycle, signals and exceptions in every callback and
 * port: 10,000 of them in memory, with the real session and a player that plays what the texts say. Prints faults by outcome and
 * writes bench/results/faults.json; exits with 1 where a promise was not kept.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { loadAds } from '../packages/core/src/load-ads.js';
import { BREAKS } from '../test/journeys/campaign/faulted-break.js';
import { BOUND_MS } from '../test/journeys/campaign/judge-played.js';
import { playFaults } from '../test/journeys/campaign/play-faults.js';
import { FaultTable } from '../test/journeys/campaign/tabulate.js';

const { values } = parseArgs({
  options: { breaks: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
  args: process.argv.slice(3),
});
const wanted = Number(values.breaks);
if (!Number.isInteger(wanted) || wanted < 1)
  throw new RangeError(`Cannot run benchmark: --breaks is ${values.breaks}, expected a whole number from 1`);

const unhandled: string[] = [];
process.on('unhandledRejection', (reason) => unhandled.push(String(reason)));
await loadAds();
const table = new FaultTable();
const first = Number(values.seed);
const sessions = Math.ceil(wanted / BREAKS);
for (let n = 0; n < sessions; n++) {
  const known = table.broken.length;
  table.add(await playFaults(first + n));
  for (const { seed, strategy, faults, wrong } of table.broken.slice(known))
    process.stderr.write(`seed ${seed} (${strategy}): ${wrong}; ${faults}\n`);
  if (n % 100 === 99) process.stderr.write(`${table.breaks} breaks, ${table.broken.length} promises not kept\n`);
}
const { broken, breaks } = table;
const result = {
  at: new Date().toISOString(),
  node: process.version,
  seed: first,
  breaks,
  boundMs: BOUND_MS,
  broken,
  unhandled,
};
await mkdir('bench/results', { recursive: true });
await writeFile('bench/results/faults.json', `${JSON.stringify({ ...result, rows: table.rows() }, null, 2)}\n`);
console.table(table.rows());
console.log(`${breaks} breaks: ${broken.length} promises not kept, ${unhandled.length} unhandled rejections`);
if (broken.length + unhandled.length > 0) process.exitCode = 1;
