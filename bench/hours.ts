/**
 * Two hours of live on each player, a break of two ads every minute, on a clock that is 4 times as fast (`--rate`: two pages on two cores do
 * not follow much more): channel, page, players and session live on that clock, and video plays at that rate; the network and the decoder
 * are as fast as they are. Prints a table and writes bench/results/hours.json; exits with 1 where a break did not play whole or moved the
 * latency by more than a segment, a beacon did not come once, the picture stood still for more than half a second, or the heap grew by
 * 1 MB or more after its garbage was collected.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { openRig } from '../test/browser/endurance/rig.js';
import { growth, runSoak } from '../test/browser/endurance/run-soak.js';

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '2' },
    rate: { type: 'string', default: '4' },
    only: { type: 'string' },
  },
  args: process.argv.slice(3),
});
const [hours, rate] = [Number(values.hours), Number(values.rate)];
if (!(hours > 0)) throw new RangeError(`Cannot run benchmark: --hours is ${values.hours}, expected more than 0`);
const SEGMENT_MS = 1920;
const EVERY_MS = 31 * SEGMENT_MS;
const STALL_MS = 500;
const breaks = Math.max(1, Math.floor((hours * 3_600_000) / EVERY_MS));
const players = (['hls.js', 'shaka'] as const).filter((player) => (values.only ?? player) === player);

const rows = await Promise.all(players.map(live));
const FILE = 'bench/results/hours.json';
const before = JSON.parse(await readFile(FILE, 'utf8').catch(() => '{"rows":[]}')) as { rows: { player: string }[] };
const kept = before.rows.filter((old) => !rows.some(({ player }) => player === old.player));
await mkdir('bench/results', { recursive: true });
const result = { node: process.version, cpus: cpus().length, rows: [...kept, ...rows] };
await writeFile(FILE, `${JSON.stringify(result, null, 2)}\n`);
console.table(
  rows.map(({ samples: _, outcomes, ledger, errors, stalls, ...row }) => ({
    ...{
      ...row,
      outcomes: JSON.stringify(outcomes),
      ledger: ledger.length,
      errors: errors.length,
      stalls: stalls.length,
    },
  })),
);
for (const { player, ledger, errors } of rows)
  for (const wrong of [...ledger.slice(0, 10), ...errors.slice(0, 10)]) console.error(`${player}: ${wrong}`);
const isWrong = (row: (typeof rows)[number]): boolean =>
  row.mostDriftMs > SEGMENT_MS ||
  row.heapBytes >= 1_000_000 ||
  Object.keys(row.outcomes).some((one) => one !== 'played') ||
  row.ledger.length + row.errors.length + row.stalls.length > 0;
if (rows.some(isWrong)) process.exitCode = 1;

async function live(player: (typeof players)[number]) {
  const rig = await openRig();
  try {
    const done = await runSoak(rig, {
      ...{ player, strategy: 'stitch', breaks, rate, everyMs: EVERY_MS },
      sampleEvery: Math.max(1, Math.floor(breaks / 10)),
      ads: [
        { colour: 'red', segments: 3, encoding: 'exact', file: 'hls' },
        { colour: 'green', segments: 3, encoding: 'exact', file: 'hls' },
      ],
      onSample: (sample) => process.stderr.write(`${player}: ${JSON.stringify(sample)}\n`),
    });
    const drifts = done.reports.flatMap(({ latencyBeforeMs: from, latencyAfterMs: to }) =>
      from === null || to === null ? [] : [Math.abs(to - from)],
    );
    return {
      ...{ at: new Date().toISOString(), player, hours, rate, breaks: done.reports.length, outcomes: done.outcomes },
      mostDriftMs: Math.round(Math.max(0, ...drifts)),
      firstLatencyMs: done.latenciesMs[0] ?? null,
      lastLatencyMs: done.latenciesMs[done.latenciesMs.length - 1] ?? null,
      // Of the real clock: what the machine does to the picture is not `rate` times as long.
      longestHoleMs: Math.round(done.longestHoleMs / rate),
      stalls: done.holes.filter(({ ms }) => ms / rate > STALL_MS),
      ...growth(done.samples),
      ...{ ledger: done.ledger, errors: done.errors, samples: done.samples },
    };
  } finally {
    await rig.close();
  }
}
