/**
 * 200 breaks in one page with each player and strategy, for 26 minutes, the four pages at once: what a page holds after its garbage was
 * collected, from break 20 to the last; `laterHeapBytes` is from break 60 on, since in the first ones the engine makes machine code of what
 * turns out to run often, and keeps it. Prints a table and writes bench/results/soak.json; exits with 1 where the heap grew by 1 MB or more,
 * nodes, listeners or documents grew, a break did not play whole, or one that did had not each beacon once.
 *
 * `--tv` does the same with the engine of an older TV: V8 without Sparkplug and Maglev, the compilers that came with Chromium 91 and 117 and
 * make code of what runs a few hundred times. Written to bench/results/soak-tv.json.
 *
 * `--rate 2` plays at twice the speed of the clock, two pages at once: on two cores players miss the one or the other break then.
 *
 * `--kinds` tells instead what the growth is made of: what scripts made, and what the engine made of their code, with the machine code of
 * each file. The page stands still for a second or two at three looks, which costs breaks, so nothing else is judged. Written to
 * bench/results/soak-kinds.json.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openRig } from '../test/browser/endurance/rig.js';
import type { HeapKinds } from '../test/browser/endurance/count-kinds.js';
import { growth, runSoak, type Sample } from '../test/browser/endurance/run-soak.js';

const { values } = parseArgs({
  options: {
    breaks: { type: 'string', default: '200' },
    kinds: { type: 'boolean', default: false },
    tv: { type: 'boolean', default: false },
    rate: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
  args: process.argv.slice(3),
});
const [EVERY, LATER] = [20, 60];
const breaks = Number(values.breaks);
if (!Number.isInteger(breaks) || breaks < 40)
  throw new RangeError(`Cannot run benchmark: --breaks is ${values.breaks}, expected a whole number from 40`);
const rate = Number(values.rate);
const SEGMENT_MS = 1920;
const ROWS = (['hls.js', 'shaka'] as const).flatMap((player) =>
  (['stitch', 'secondElement'] as const).map((strategy) => ({ name: `${player} ${strategy}`, player, strategy })),
);
const chosen = ROWS.filter(({ name }) => values.only === undefined || name.includes(values.only));

/** Players open and close things all the time: what grows without an end does so by a thing a break, or more. */
const isGrown = ({ nodes, listeners, documents }: { nodes: number; listeners: number; documents: number }): boolean =>
  Math.max(nodes, listeners) >= breaks / 10 || documents > 0;
const rows: Awaited<ReturnType<typeof soak>>[] = [];
// Each has a browser of its own.
const atOnce = rate > 1 ? 2 : 4;
for (let n = 0; n < chosen.length; n += atOnce)
  rows.push(...(await Promise.all(chosen.slice(n, n + atOnce).map(soak))));

const FILE = `bench/results/soak${values.kinds ? '-kinds' : values.tv ? '-tv' : ''}.json`;
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
const isWhole = (outcomes: object): boolean => Object.keys(outcomes).every((one) => one === 'played');
const isWrong = (row: (typeof rows)[number]): boolean =>
  row.heapBytes >= 1_000_000 || isGrown(row) || !isWhole(row.outcomes) || row.ledger.length + row.errors.length > 0;
if (!values.kinds && rows.some(isWrong)) process.exitCode = 1;

async function soak({ name, player, strategy }: (typeof ROWS)[number]) {
  const rig = await openRig(values.tv ? ['--js-flags=--no-sparkplug --no-maglev'] : []);
  try {
    const done = await runSoak(rig, {
      ...{ player, strategy, breaks, rate, everyMs: 4 * SEGMENT_MS, sampleEvery: EVERY },
      kindsAt: values.kinds ? [EVERY, LATER, breaks - (breaks % EVERY)] : [],
      ads: [
        { colour: 'red', segments: 1, encoding: 'exact', file: 'hls' },
        { colour: 'green', segments: 1, encoding: 'exact', file: 'hls' },
      ],
      onSample: (sample) => process.stderr.write(`${name}: ${JSON.stringify(sample)}\n`),
    });
    return {
      ...{
        at: new Date().toISOString(),
        name,
        breaks: strategy === null ? breaks : done.reports.length,
        rate,
        outcomes: done.outcomes,
      },
      ...growth(done.samples),
      laterHeapBytes: growth(done.samples, LATER).heapBytes,
      ...kindsOf(done.samples),
      ...{ longestHoleMs: done.longestHoleMs, ledger: done.ledger, errors: done.errors, samples: done.samples },
    };
  } finally {
    await rig.close();
  }
}

/** What the growth from the first closer look, and from the later one, to the last is made of; nothing where there was none. */
function kindsOf(samples: readonly Sample[]): object {
  const looks = samples.flatMap(({ kinds }) => (kinds ? [kinds] : []));
  const [first, later, last] = looks;
  if (!first || !later || !last) return {};
  const by = (from: HeapKinds): HeapKinds => ({
    madeBytes: last.madeBytes - from.madeBytes,
    codeBytes: last.codeBytes - from.codeBytes,
    machineBytes: Object.fromEntries(
      Object.entries(last.machineBytes).map(([file, bytes]) => [file, bytes - (from.machineBytes[file] ?? 0)]),
    ),
  });
  return { kinds: { all: by(first), later: by(later) } };
}
