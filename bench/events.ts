/**
 * What the collector of beacons promises: nothing acknowledged is lost when it is killed, every beacon three times in random order
 * over 24 hours is billed once, and what accepting one costs beside a fastify route that answers 204 (the same bytes, in turns).
 * `node bench/run.mjs events --rounds 7`. Prints tables and writes bench/results/events.json.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { compareCpu } from './events/compare-cpu.js';
import { killCollector } from './events/kill-collector.js';
import { replayBeacons } from './events/replay-beacons.js';

/** CPU time of a beacon beside a bare 204. */
const MOST_RATIO = 1.5;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    pods: { type: 'string', default: '250' },
    connections: { type: 'string', default: '128' },
    kills: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
  },
  args: process.argv.slice(3),
});
const numbers = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, Number(text)]));
for (const [name, number] of Object.entries(numbers)) {
  if (Number.isInteger(number) && number >= 1) continue;
  throw new RangeError(`Cannot run benchmark: --${name} is ${number}, expected a whole number from 1`);
}
const { rounds = 7, pods = 250, connections = 128, kills = 3, seed = 1 } = numbers;

const kill = await killCollector({ kills, viewers: 2000, checkpoints: false });
const withCheckpoints = await killCollector({ kills, viewers: 2000, checkpoints: true });
console.table([kill, withCheckpoints]);
const replay = await replayBeacons({ pods: 1000, restarts: 3, seed });
console.table([replay]);
const cpu = await compareCpu({ rounds, pods, connections });
console.table(cpu.rounds);
console.table([{ collectorUs: cpu.collectorUs, bareUs: cpu.bareUs, medianRatio: cpu.medianRatio, ...cpu.verdicts }]);

const holds = {
  nothingLost: [kill, withCheckpoints].every(({ lost, billed, sent }) => lost === 0 && billed === sent),
  billedExactly: replay.billed === replay.expected && replay.distinct === replay.expected,
  cheapEnough: cpu.medianRatio <= MOST_RATIO,
};
console.log(holds);
const result = {
  at: new Date().toISOString(),
  node: process.version,
  cpus: cpus().length,
  holds,
  kill,
  withCheckpoints,
  replay,
  cpu,
};
await mkdir('bench/results', { recursive: true });
await writeFile('bench/results/events.json', `${JSON.stringify(result, null, 2)}\n`);
if (!Object.values(holds).every(Boolean)) process.exitCode = 1;
