/**
 * How the screen moves to the ads and back: Cutaway's strategies beside the ad code of hls.js and of Shaka, on the same live channel
 * with the same ads. docs/benchmarks.md says what is measured. `--table` writes the page's table from what was measured before;
 * else `--only stitch,reset --players hls.js --ads exact,early --cpu 1,6 --breaks 10` measures a part and merges it into
 * bench/results/swap.json.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { measureCell, type Cell } from './swap/cell.js';
import { watchTogether, type Run, type Watched } from './swap/lab.js';
import { planRuns } from './swap/plan-runs.js';
import { saveCells } from './swap/results.js';
import { ROWS } from './swap/rows.js';
import { SCENARIOS } from './swap/scenario.js';
import { writePage } from './page/write-page.js';
import { overview } from './swap/write-table.js';

const MOST_BEHIND_MS = 12_000;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    players: { type: 'string' },
    ads: { type: 'string', default: 'exact,long,short,early' },
    cpu: { type: 'string', default: '1,6' },
    breaks: { type: 'string', default: '10' },
    table: { type: 'boolean', default: false },
    /** A folder for what each cell is worked out from: frames, reports, beacons. */
    raw: { type: 'string' },
  },
  args: process.argv.slice(3),
});

if (values.table) {
  await writePage();
} else {
  const breaks = Number(values.breaks);
  if (!Number.isInteger(breaks) || breaks < 1)
    throw new RangeError(`Cannot run benchmark: --breaks is ${values.breaks}, expected a whole number from 1`);
  const modes = choose('only', values.only, [...new Set(ROWS.map(({ mode }) => mode))]);
  const players = choose('players', values.players, ['hls.js', 'shaka-player']);
  const scenarios = choose('ads', values.ads, SCENARIOS);
  const cpus = choose('cpu', values.cpu, ['1', '4', '6']).map(Number);
  const rows = ROWS.filter(({ mode, player }) => modes.includes(mode) && players.includes(player));
  const cells: Cell[] = [];
  for (const run of planRuns({ rows, scenarios, cpus, breaks })) cells.push(...(await measure(run)));
  for (const line of overview(cells)) console.log(line);
}

async function measure(run: Run): Promise<readonly Cell[]> {
  const [before = 0] = loadavg();
  console.error(
    `${run.rows.map(({ player, mode }) => `${player} ${mode}`).join(' and ')}: ${run.scenario}, CPU ${run.cpu}x`,
  );
  const watched = await watchTogether(run);
  const [after = 0] = loadavg();
  if (values.raw !== undefined) await saveRaw(values.raw, run, watched);
  const cells = watched.map((one) => {
    const other = run.rows.find((row) => row !== one.row);
    const beside = other ? `${other.player} ${other.mode}` : null;
    const { scenario: ads, cpu, breaks } = run;
    return measureCell(one, { ads, cpu, breaks, at: new Date().toISOString(), beside, load: [before, after] });
  });
  const usable = cells.filter(isUsable);
  await saveCells(usable);
  return usable;
}

/** A machine that is so busy that a player starts behind the channel's window measures itself. */
function isUsable({ player, mode, behindMs }: Cell): boolean {
  if (behindMs !== null && behindMs <= MOST_BEHIND_MS) return true;
  console.error(
    `Cannot use cell: ${player} ${mode} began ${behindMs} ms behind the live edge, expected at most ${MOST_BEHIND_MS}`,
  );
  return false;
}

async function saveRaw(folder: string, { scenario, cpu }: Run, watched: readonly Watched[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const one of watched) {
    const name = `${one.row.player}-${one.row.mode}-${scenario}-${cpu}x.json`;
    await writeFile(`${folder}/${name}`, JSON.stringify(one));
  }
}

function choose<Name extends string>(
  option: string,
  wanted: string | undefined,
  all: readonly Name[],
): readonly Name[] {
  const names = wanted?.split(',') ?? all;
  return names.map((name) => {
    const found = all.find((one) => one === name);
    if (found === undefined)
      throw new RangeError(`Cannot run benchmark: --${option} has ${name}, expected some of ${all.join(', ')}`);
    return found;
  });
}
