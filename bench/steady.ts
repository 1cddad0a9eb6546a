/**
 * Half an hour at 70 % of what the service can do (target P12): `node bench/run.mjs steady`. An open load of decisions, of a hundred thousand
 * viewers who take turns and come again, with the beacons of ten pods a second beside it. Each twenty seconds the process is looked at: its
 * memory, how late its event loop was, what it answered. Node is told what deploy/Dockerfile tells it. Memory may rise while it gets to know the viewers; a line through the last two thirds
 * is to rise by no more than 5 % in an hour. Prints a table and writes bench/results/steady.json; exits with 1 where it rises, where somebody
 * was not answered with something to play, or a beacon was not heard. How late the loop is depends on the machine, whose two cores the sender
 * shares: 10 ms at p99 are wanted.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { runSteady } from './steady/run-steady.js';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    percent: { type: 'string', default: '70' },
    audience: { type: 'string', default: '100000' },
    rate: { type: 'string', default: '100' },
    connections: { type: 'string', default: '200' },
  },
  args: process.argv.slice(3),
});
const [minutes, percent, audience, firstRate, connections] = [
  ...[values.minutes, values.percent, values.audience, values.rate, values.connections],
].map(Number) as [number, number, number, number, number];
if (![minutes, percent, audience, firstRate, connections].every((one) => Number.isInteger(one) && one >= 1))
  throw new RangeError(
    'Cannot run benchmark: --minutes, --percent, --audience, --rate or --connections is no whole number from 1',
  );

const run = await runSteady({
  ...{ minutes, share: percent / 100, audience, firstRate, connections },
  onSample: (sample) => process.stderr.write(`${JSON.stringify(sample)}\n`),
});
const { samples, ...figures } = run;
console.table([{ ...figures, loopP99Ms: JSON.stringify(figures.loopP99Ms) }]);
const holds = {
  alwaysAnAnswer: run.answered === 1,
  everyBeaconHeard: samples.every(({ beacons, heard }) => heard === beacons),
  memoryIsFlat: run.risesBy <= 0.05,
};
const wanted = { loopP99: run.loopP99Ms.median <= 10 };
console.log(holds, wanted);
const head = { at: new Date().toISOString(), node: process.version, cpus: cpus().length, minutes, percent, audience };
await mkdir('bench/results', { recursive: true });
await writeFile('bench/results/steady.json', `${JSON.stringify({ ...head, holds, wanted, ...run }, null, 2)}\n`);
if (!Object.values(holds).every(Boolean)) process.exitCode = 1;
