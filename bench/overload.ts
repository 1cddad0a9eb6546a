/**
 * What the service does with twice as many decisions as it can make (target P6): `node bench/run.mjs overload`. An open
 * load, that waits for no answer: two tenths of it have a viewer waiting (P0), three have a break within a minute (P1), five one in ten
 * minutes (P2). First what it can do is found, by a load that grows until more requests bring no more full decisions. Then, in each of
 * five rounds: what it can do now, half of that, twice of it, half again. Everybody must be answered with something to play, who waits
 * must get more full decisions than who does not, and five seconds after each overload it must be as before; of the other figures the
 * median round counts. Prints tables and writes bench/results/overload.json; exits with 1 where one of the three is missed. Times are by
 * the clock on the wall: on a machine that is busy with something else they say little.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { runOverload } from './overload/run-overload.js';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '12' },
    rate: { type: 'string', default: '100' },
    connections: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '5' },
  },
  args: process.argv.slice(3),
});
const [seconds, firstRate, connections, rounds] = [values.seconds, values.rate, values.connections, values.rounds].map(
  Number,
) as [number, number, number, number];
if (![seconds, firstRate, connections, rounds].every((one) => Number.isInteger(one) && one >= 1))
  throw new RangeError('Cannot run benchmark: --seconds, --rate, --connections or --rounds is no whole number from 1');

const run = await runOverload({ seconds, firstRate, connections, rounds, searchSeconds: 2, afterSeconds: 5 });
const { rows, rounds: each, ...figures } = run;
console.table(rows);
console.table([figures]);
console.log(each);
const twice = rows.filter(({ part }) => part === 'twice').map(({ full }) => full);
const holds = {
  alwaysAnAnswer: rows.every(({ answered, valid }) => answered === 1 && valid === 1),
  leastImportantFirst: twice.every((full, n) => n === 0 || full <= twice[n - 1]!),
  recoversIn5s: run.recoveredAfterS !== null && run.recoveredAfterS <= 5,
};
const wanted = { goodput: run.goodput >= 0.9, admittedP99: run.admittedP99 <= 3 };
console.log(holds, wanted);
const result = {
  at: new Date().toISOString(),
  node: process.version,
  cpus: cpus().length,
  seconds,
  holds,
  wanted,
  ...run,
};
await mkdir('bench/results', { recursive: true });
await writeFile('bench/results/overload.json', `${JSON.stringify(result, null, 2)}\n`);
if (!Object.values(holds).every(Boolean)) process.exitCode = 1;
