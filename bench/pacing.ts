/**
 * Whether budgets are met at the end of a live event and not before (P9): 100 bursts, forecasts 30 % off on the whole and in each
 * burst, four nodes that lease, late and repeated commits, clocks 2 s off. Beside it a plain P-controller with the gain that does
 * best, moved each second or each break. `node bench/run.mjs pacing --seeds 3`. Prints a table and writes bench/results/pacing.json.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runEvent, type Delivered, type PacerMaker } from './pacing/live-event.js';
import { makeOurPacer } from './pacing/our-pacer.js';
import { createPController } from './pacing/p-controller.js';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '3' },
    bursts: { type: 'string', default: '100' },
    viewers: { type: 'string', default: '2000' },
  },
  args: process.argv.slice(3),
});
const [seeds, bursts, viewers] = [values.seeds, values.bursts, values.viewers].map(Number);
if (!seeds || !bursts || !viewers) {
  throw new RangeError('Cannot run benchmark: an option is no number, expected --seeds, --bursts and --viewers from 1');
}

const GAINS = [0.25, 0.5, 1, 2];
const baselines = (['second', 'break'] as const).flatMap((each) =>
  GAINS.map((gain): readonly [string, PacerMaker] => [
    `P each ${each}, gain ${gain}`,
    (given) => createPController(given, { gain, each }),
  ]),
);
const contenders: readonly (readonly [string, PacerMaker])[] = [['Cutaway', makeOurPacer], ...baselines];

const rows = [];
for (const [pacer, make] of contenders) {
  const cpu = process.cpuUsage();
  const all: Delivered[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    for (const bias of [-0.3, 0, 0.3]) {
      all.push(...(await runEvent({ seed, bursts, viewers, bias, noise: 0.3, nodes: 4 }, make)));
    }
  }
  const percentOff = all.map(({ goal, shown }) => (shown / goal - 1) * 100);
  const { user, system } = process.cpuUsage(cpu);
  rows.push({
    pacer,
    worstUnder: round(Math.min(...percentOff, 0)),
    worstOver: round(Math.max(...percentOff, 0)),
    isOverLeases: all.some(({ goal, shown, mostLeased }) => shown - goal > mostLeased),
    variation: round(all.reduce((sum, one) => sum + one.variation, 0) / all.length),
    worstVariation: round(Math.max(...all.map((one) => one.variation))),
    cpuSeconds: round((user + system) / 1e6),
  });
}
console.table(rows);

const [ours, ...others] = rows;
const landed = others.filter((row) => row.worstUnder >= -1 && row.worstOver <= 0.5);
const calmest = [...(landed.length > 0 ? landed : others)].sort((a, b) => a.variation - b.variation)[0];
if (ours === undefined || calmest === undefined) throw new Error('Cannot judge: no rows, expected one a contender');
const verdict = {
  isWithinGoal: ours.worstUnder >= -1 && ours.worstOver <= 1,
  isOverspendBounded: !ours.isOverLeases && ours.worstOver <= 0.5,
  comparedWith: calmest.pacer,
  doesBaselineLand: landed.length > 0,
  variationToBaseline: round(ours.variation / calmest.variation),
};
console.log(verdict);
await mkdir('bench/results', { recursive: true });
const result = { at: new Date().toISOString(), node: process.version, seeds, bursts, viewers, verdict, rows };
await writeFile('bench/results/pacing.json', `${JSON.stringify(result, null, 2)}\n`);
if (!verdict.isWithinGoal || !verdict.isOverspendBounded || verdict.variationToBaseline >= 1) process.exitCode = 1;

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
