/**
 * Chromium is killed in the middle of ad breaks, and what the collectors heard is counted: 200 breaks, half of them under each
 * policy for what nobody knows, with offline windows, 5xx, late and lost answers, freezes and reloads. The player is scripted and
 * fast: what is measured is delivery, not playback. Prints a table and writes bench/results/kill.json.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { runKills, type KillResult } from '../test/browser/support/kill-run.js';

const { values } = parseArgs({
  options: { breaks: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
  args: process.argv.slice(3),
});
const breaks = Number(values.breaks);
if (!Number.isInteger(breaks) || breaks < 2)
  throw new RangeError(`Cannot run benchmark: --breaks is ${values.breaks}, expected a whole number from 2`);

const half = { breaks: Math.ceil(breaks / 2), seed: Number(values.seed) };
const runs = await Promise.all([
  runKills({ ...half, policy: 'at-most-once' }),
  runKills({ ...half, policy: 'at-least-once' }),
]);
const result = { at: new Date().toISOString(), node: process.version, cpus: cpus().length, seed: half.seed, runs };
await mkdir('bench/results', { recursive: true });
await writeFile('bench/results/kill.json', `${JSON.stringify(result, null, 2)}\n`);
console.log(
  'Beacons that were due. Written: on the disk, or heard, before the plug was pulled; not written: nobody was told.',
);
console.table(runs.flatMap((run) => [row(run, 'our collector'), row(run, 'third party')]));
if (runs.some(({ ours }) => ours.lost + ours.double > 0)) process.exitCode = 1;

function row(run: KillResult, collector: 'our collector' | 'third party') {
  const { due, notWritten, received, rawDuplicates, lost } = collector === 'our collector' ? run.ours : run.thirdParty;
  return {
    ...{ policy: run.policy, collector, breaks: run.breaks, kills: run.kills, written: due, 'not written': notWritten },
    ...{ received, 'raw duplicates': rawDuplicates, lost },
    double: collector === 'our collector' ? run.ours.double : rawDuplicates,
  };
}
