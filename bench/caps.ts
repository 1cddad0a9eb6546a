/**
 * Whether caps and budgets hold when things break (P8): two service processes on one real redis-server, clocks 4 s apart, impressions
 * told twice and to either; undisturbed, with one process killed (-9) and started again, and with the server stopped for 5 s.
 * `node bench/run.mjs caps --households 60`. Prints a table and writes bench/results/caps.json. The server's and the processes' own
 * luck is real: figures differ from run to run, bounds do not.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runCapFaults, type CapFaultsResult } from './caps/cap-faults.js';

const { values } = parseArgs({
  options: {
    households: { type: 'string', default: '60' },
    pause: { type: 'string', default: '5000' },
    timeout: { type: 'string', default: '1000' },
  },
  args: process.argv.slice(3),
});
const [households, pauseMs, timeoutMs] = [values.households, values.pause, values.timeout].map(Number);
if (!households || !pauseMs || !timeoutMs) {
  throw new RangeError(
    'Cannot run benchmark: an option is no number, expected --households, --pause and --timeout from 1',
  );
}

const rows: CapFaultsResult[] = [];
for (const fault of ['none', 'node-killed', 'store-paused'] as const) {
  rows.push(await runCapFaults({ root: process.cwd(), fault, households, pods: 8, pauseMs, timeoutMs }));
}
console.table(rows);
const verdict = {
  noneUndisturbed: rows[0]?.violations === 0 && rows[0].overspend === 0,
  atMostOneExtra: rows.every(({ worst }) => worst <= 1),
  overspendWithinLeases: rows.every(({ isWithinLeases }) => isWithinLeases),
  overspendAtMostHalfAPercent: rows.every(({ overspendPercent }) => overspendPercent <= 0.5),
};
console.log(verdict);
await mkdir('bench/results', { recursive: true });
const result = { at: new Date().toISOString(), node: process.version, households, pauseMs, verdict, rows };
await writeFile('bench/results/caps.json', `${JSON.stringify(result, null, 2)}\n`);
if (Object.values(verdict).includes(false)) process.exitCode = 1;
