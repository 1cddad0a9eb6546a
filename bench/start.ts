/**
 * What a start costs where the event log is full: so many events over some days are written through the collector, then the service
 * is started on them without a checkpoint, and killed and started again with the one that it wrote.
 * `node bench/run.mjs start --events 3000000 --days 3`. Prints a table and writes bench/results/start.json.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { compareStarts } from './start/compare-starts.js';

const { values } = parseArgs({
  options: { events: { type: 'string', default: '3000000' }, days: { type: 'string', default: '3' } },
  args: process.argv.slice(3),
});
const [events, days] = [Number(values.events), Number(values.days)];
if (!Number.isInteger(events) || events < 1 || !(days > 0))
  throw new RangeError(
    `Cannot run benchmark: --events is ${values.events}, --days is ${values.days}, expected numbers`,
  );

const run = await compareStarts({ events, days });
console.table({ 'without a checkpoint': run.without, 'with one': run.with });
console.log({ events: run.events, logBytes: run.logBytes, checkpointBytes: run.checkpointBytes, same: run.isSame });
const result = { at: new Date().toISOString(), node: process.version, cpus: cpus().length, days, ...run };
await mkdir('bench/results', { recursive: true });
await writeFile('bench/results/start.json', `${JSON.stringify(result, null, 2)}\n`);
if (!run.isSame) process.exitCode = 1;
