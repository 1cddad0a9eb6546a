/**
 * 200 breaks in one page, at 8 times the speed of the clock (`--rate`), with each player and strategy: what the page holds after
 * its garbage was collected, from break 20 to the last. Prints a table and writes bench/results/soak.json; exits with 1 where the
 * heap grew by 1 MB or more, nodes, listeners or documents grew, or the collector did not hear each beacon once.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openRig } from '../test/browser/endurance/rig.js';
import { runSoak, type Sample } from '../test/browser/endurance/run-soak.js';

const { values } = parseArgs({
  options: {
    breaks: { type: 'string', default: '200' },
    rate: { type: 'string', default: '8' },
    only: { type: 'string' },
  },
  args: process.argv.slice(3),
});
const breaks = Number(values.breaks);
if (!Number.isInteger(breaks) || breaks < 40)
  throw new RangeError(`Cannot run benchmark: --breaks is ${values.breaks}, expected a whole number from 40`);
const rate = Number(values.rate);
const SEGMENT_MS = 1920;
const ROWS = (['hls.js', 'shaka'] as const).flatMap((player) =>
  (['stitch', 'secondElement'] as const).map((strategy) => ({ name: `${player} ${strategy}`, player, strategy })),
);
const chosen = ROWS.filter(({ name }) => values.only === undefined || name.includes(values.only));

const rows: Awaited<ReturnType<typeof soak>>[] = [];
// Two at once: each has a browser of its own.
for (let n = 0; n < chosen.length; n += 2) rows.push(...(await Promise.all(chosen.slice(n, n + 2).map(soak))));

const FILE = 'bench/results/soak.json';
const before = JSON.parse(await readFile(FILE, 'utf8').catch(() => '{"rows":[]}')) as { rows: { name: string }[] };
const kept = before.rows.filter((old) => !rows.some(({ name }) => name === old.name));
await mkdir('bench/results', { recursive: true });
await writeFile(FILE, `${JSON.stringify({ node: process.version, rows: [...kept, ...rows] }, null, 2)}\n`);
console.table(
  rows.map(({ samples: _samples, ledger, errors, outcomes, ...row }) => ({
    ...{ ...row, outcomes: JSON.stringify(outcomes), ledger: ledger.length, errors: errors.length },
  })),
);
for (const { name, ledger, errors } of rows)
  for (const wrong of [...ledger.slice(0, 10), ...errors.slice(0, 10)]) console.error(`${name}: ${wrong}`);
if (rows.some((row) => row.heapGrowthBytes >= 1_000_000 || row.grown > 0 || row.ledger.length + row.errors.length > 0))
  process.exitCode = 1;

async function soak({ name, player, strategy }: (typeof ROWS)[number]) {
  const rig = await openRig();
  try {
    const done = await runSoak(rig, {
      ...{ player, strategy, breaks, rate, everyMs: 4 * SEGMENT_MS },
      ads: [
        { colour: 'red', segments: 1, encoding: 'exact', file: 'hls' },
        { colour: 'green', segments: 1, encoding: 'exact', file: 'hls' },
      ],
      onSample: (sample) => process.stderr.write(`${name}: ${JSON.stringify(sample)}\n`),
    });
    const [first, last] = [done.samples[0], done.samples[done.samples.length - 1]] as const;
    const by = (field: keyof Sample): number => (last?.[field] ?? Infinity) - (first?.[field] ?? 0);
    const outcomes: Record<string, number> = {};
    for (const { outcome, causes } of done.reports) {
      const text = [outcome, ...new Set(causes)].join(' ');
      outcomes[text] = (outcomes[text] ?? 0) + 1;
    }
    return {
      ...{ at: new Date().toISOString(), name, breaks: done.reports.length, rate, outcomes },
      ...{ heapBytes: last?.heapBytes ?? 0, heapGrowthBytes: by('heapBytes'), buffersGrowthBytes: by('buffersBytes') },
      ...{ nodesGrowth: by('nodes'), listenersGrowth: by('listeners'), documentsGrowth: by('documents') },
      grown: Math.max(by('nodes'), by('listeners'), by('documents')),
      ...{ longestHoleMs: done.longestHoleMs, ledger: done.ledger, errors: done.errors, samples: done.samples },
    };
  } finally {
    await rig.close();
  }
}
