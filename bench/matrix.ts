/**
 * Which versions of the players the adapters work with: a choice of the browser tests, once with each version. `npm run build` first,
 * since pages load the script-tag bundle. `npm run matrix -- --player hls.js --versions 1.5.20,1.6.19`; without versions it is the
 * oldest and the newest release of each minor that the adapter's peerDependencies claim. `--tests re-attach --tests undo` runs some of the
 * tests. Prints a table, writes bench/results/matrix.json (versions and tests that were not run stay as they were), and fails where a claimed version does.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { PLAYERS, type MatrixPlayer } from './matrix/players.js';
import { cellOf, type FileResult } from './matrix/read-report.js';
import { getPackage, listVersions, tryVersion } from './matrix/try-version.js';
import { claims, compare, endsOfMinors } from './matrix/versions.js';

interface Row {
  readonly player: string;
  readonly version: string;
  readonly at: string;
  readonly claimed: boolean;
  readonly tests: readonly FileResult[];
}

const RESULTS = 'bench/results/matrix.json';
const { values } = parseArgs({
  options: { player: { type: 'string' }, versions: { type: 'string' }, tests: { type: 'string', multiple: true } },
  args: process.argv.slice(3),
});
const only = values.tests ?? null; // names have commas
const players = PLAYERS.filter(({ name }) => values.player === undefined || name === values.player);
if (players.length === 0 || (values.versions !== undefined && players.length > 1)) {
  const names = PLAYERS.map(({ name }) => name).join(' or ');
  throw new RangeError(`Cannot run matrix: --player is ${values.player}, expected ${names}`);
}
const names = new Set(players.flatMap(({ tests, shared }) => Object.keys({ ...tests, ...shared })));
const unknown = only?.find((test) => !names.has(test));
if (unknown !== undefined)
  throw new RangeError(`Cannot run matrix: --tests is ${unknown}, expected one of "${[...names].join('", "')}"`);
if (!existsSync('packages/hlsjs/dist/cutaway-hlsjs.js'))
  throw new Error('Cannot run matrix: the packages are not built, expected npm run build before it');

let hasFailed = false;
for (const player of players) {
  const range = await rangeOf(player);
  const versions = values.versions?.split(',') ?? endsOfMinors(await listVersions(player.name), range);
  const rows: Row[] = [];
  for (const version of versions) {
    console.error(`${player.name} ${version}`);
    const tests = await tryVersion(player, await getPackage(player.name, version), only);
    const row = { player: player.name, version, at: new Date().toISOString(), claimed: claims(range, version), tests };
    rows.push(row);
    await save(row, Object.keys({ ...player.tests, ...player.shared }));
  }
  hasFailed ||= rows.some(({ claimed, tests }) => claimed && tests.some(({ failed }) => failed > 0));
  console.log(`${player.name}, claimed ${range}`);
  console.table(
    Object.fromEntries(
      rows.map(({ version, tests }) => [version, Object.fromEntries(tests.map((one) => [one.test, cellOf(one)]))]),
    ),
  );
  for (const { version, tests } of rows)
    for (const { test, firstError } of tests) if (firstError !== null) console.log(`${version} ${test}: ${firstError}`);
}
if (hasFailed) process.exitCode = 1;

async function rangeOf({ name, claimedBy }: MatrixPlayer): Promise<string> {
  const manifest = JSON.parse(await readFile(claimedBy, 'utf8')) as { peerDependencies: Record<string, string> };
  return manifest.peerDependencies[name] ?? '';
}

/** `order`: of the tests, for those of its row that are kept. */
async function save(row: Row, order: readonly string[]): Promise<void> {
  const before = existsSync(RESULTS) ? (JSON.parse(await readFile(RESULTS, 'utf8')) as Row[]) : [];
  const others = before.filter(({ player, version }) => player !== row.player || version !== row.version);
  const known = before.find(({ player, version }) => player === row.player && version === row.version)?.tests ?? [];
  const tests = order.flatMap((name) => [...row.tests, ...known].find(({ test }) => test === name) ?? []);
  const rows = [...others, { ...row, tests }].sort(
    (a, b) => a.player.localeCompare(b.player) || compare(a.version, b.version),
  );
  await writeFile(RESULTS, `${JSON.stringify(rows, null, 2)}\n`);
}
