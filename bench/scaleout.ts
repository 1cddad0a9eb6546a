/**
 * Whether a region holds when it breaks (P8, P10): two service processes on one real redis-server and one real nats-server; one process is
 * killed (-9) and started again, Redis is stopped for so long, JetStream is killed and started again, while households of two devices
 * watch, each impression is told until it is acknowledged and every fifth to both nodes. Nothing may be answered with 5xx, lost, or
 * billed twice; decisions stay full while Redis is away; no cap is exceeded by more than one exposure, no goal by more than a lease.
 * `node bench/run.mjs scaleout --households 150`. Prints a table and writes bench/results/scaleout.json. The servers' and processes' own
 * luck is real: figures differ from run to run, bounds do not.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runScaleout } from './scaleout/run-scaleout.js';

const { values } = parseArgs({
  options: {
    households: { type: 'string', default: '150' },
    breaks: { type: 'string', default: '8' },
    pause: { type: 'string', default: '5000' },
    timeout: { type: 'string', default: '1000' },
  },
  args: process.argv.slice(3),
});
const [households, breaks, pauseMs, redisTimeoutMs] = [
  values.households,
  values.breaks,
  values.pause,
  values.timeout,
].map(Number);
if (!households || !breaks || !pauseMs || !redisTimeoutMs) {
  throw new RangeError(
    'Cannot run benchmark: an option is no number, expected --households, --breaks, --pause and --timeout from 1',
  );
}

const run = await runScaleout({
  ...{ root: process.cwd(), households, breaks, pauseMs, betweenMs: 200, redisTimeoutMs },
});
const { rungs, billed, degradedWhileAway, ...figures } = run;
console.table([figures]);
console.log({ rungs, billed, degradedWhileAway });
const verdict = {
  neverAServerError: run.serverErrors === 0,
  nothingLost: run.lost === 0 && run.acknowledged === run.shown,
  billedExactly: run.billedTwice === 0 && billed.every((one) => one === run.shown),
  fullWhileRedisIsAway: run.whileAway > 0 && run.fullWhileAway === run.whileAway,
  atMostOneExtra: run.worst <= 1,
  overspendWithinLeases: run.isWithinLeases,
  overspendAtMostHalfAPercent: run.overspendPercent <= 0.5,
};
console.log(verdict);
await mkdir('bench/results', { recursive: true });
const options = { households, breaks, pauseMs, redisTimeoutMs };
const result = { at: new Date().toISOString(), node: process.version, options, verdict, run };
await writeFile('bench/results/scaleout.json', `${JSON.stringify(result, null, 2)}\n`);
if (Object.values(verdict).includes(false)) process.exitCode = 1;
