/**
 * What the service costs beside a bare fastify that serves the same bytes (targets P1, P2, a CDN's and a beacon's):
 * `node bench/run.mjs decisioning --rounds 7`. CPU time of the server's process for one request, in microseconds; the servers take
 * turns; medians. 1,000 live line items, 50 of them eligible, caps and budgets, the pod solved, signed, on disk and written.
 * `--only "beacon accept"` measures one path. Prints a table and writes
 * bench/results/decisioning.json; exits with 1 where a path costs more than it may.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measurePaths } from './decisioning/measure-paths.js';
import { ELIGIBLE, LINE_ITEMS } from './decisioning/write-catalogue.js';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    requests: { type: 'string', default: '3000' },
    connections: { type: 'string', default: '64' },
    only: { type: 'string', multiple: true },
  },
  args: process.argv.slice(3),
});
const [rounds, requests, connections] = [Number(values.rounds), Number(values.requests), Number(values.connections)];
if (![rounds, requests, connections].every((one) => Number.isInteger(one) && one >= 1))
  throw new RangeError('Cannot run benchmark: --rounds, --requests or --connections is no whole number from 1');

const only = values.only === undefined ? {} : { only: values.only };
const { costs, rungs, beacons } = await measurePaths({ rounds, requests, connections, ...only });
console.table(costs.map(({ ratios, ...cost }) => ({ ...cost, rounds: ratios.join(' ') })));
console.log({ rungs, beacons });
const missed = costs.filter(({ ratio, mostRatio }) => ratio > mostRatio).map(({ path }) => path);
for (const path of missed) console.error(`missed: ${path} costs more than it may`);
if (values.only === undefined) {
  const result = {
    ...{ at: new Date().toISOString(), node: process.version, cpus: cpus().length, rounds, connections },
    ...{
      time: 'CPU time of the server process',
      lineItems: LINE_ITEMS,
      eligible: ELIGIBLE,
      missed,
      rungs,
      beacons,
      costs,
    },
  };
  await mkdir('bench/results', { recursive: true });
  await writeFile('bench/results/decisioning.json', `${JSON.stringify(result, null, 2)}\n`);
}
if (missed.length > 0) process.exitCode = 1;
