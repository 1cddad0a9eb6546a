/**
 * The 27 faults of the field: the pages of packages/vast/cases/field read by Cutaway and by vast-client, each by vast-client in a
 * process of its own, since one of them ends the process. `node bench/run.mjs vast-faults`. Prints a table, writes
 * bench/results/vast-faults.json, and exits with 1 where ours is not what the page expects.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { lookOurs } from '../test/conformance/vast-faults/look-ours.js';
import { loadPages, type LoadedPage, type Seen } from '../test/conformance/vast-faults/page.js';
import { lookTheirs } from './vast-faults/look-theirs.js';

const self = fileURLToPath(import.meta.url);
const root = path.join(path.dirname(self), '..', '..', '..');
const { values } = parseArgs({ options: { theirs: { type: 'string' } }, args: process.argv.slice(3) });
const pages = loadPages(root);

interface Row {
  readonly fault: number;
  readonly about: string;
  readonly expected: Seen;
  readonly ours: Seen;
  readonly theirs: Seen | string;
  readonly oursRight: boolean;
  readonly theirsRight: boolean;
}

/** Only what a page compares. */
function pick(seen: Seen, { expect }: LoadedPage): Seen {
  const known = seen as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.keys(expect).map((key) => [key, known[key]]));
}

/** What vast-client sees, or the last line of what its process died of. */
function theirsOf(page: LoadedPage): Seen | string {
  const args = [self, 'vast-faults', '--theirs', page.name];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 });
  if (status === 0) return pick(JSON.parse(stdout) as Seen, page);
  const why = /^(?:\w*Error): .*/m.exec(stderr)?.[0] ?? `exit ${status}`;
  return `the process died: ${why}`;
}

if (values.theirs !== undefined) {
  const page = pages.find(({ name }) => name === values.theirs);
  if (!page) throw new Error(`Cannot look at a page: there is no ${values.theirs}, expected a file of cases/field`);
  console.log(JSON.stringify(await lookTheirs(page)));
} else await compare();

async function compare(): Promise<void> {
  const rows: Row[] = [];
  for (const page of pages) {
    const { fault, about, expect } = page;
    const ours = pick(await lookOurs(page), page);
    const theirs = theirsOf(page);
    const isRight = (seen: unknown) => isDeepStrictEqual(seen, expect);
    rows.push({ fault, about, expected: expect, ours, theirs, oursRight: isRight(ours), theirsRight: isRight(theirs) });
  }
  for (const row of rows) {
    const word = (right: boolean) => (right ? 'right' : 'wrong');
    console.log(
      `${String(row.fault).padStart(2)}  ours ${word(row.oursRight)}  theirs ${word(row.theirsRight)}  ${row.about}`,
    );
    if (!row.oursRight) console.log(`      ours    ${JSON.stringify(row.ours)}`);
    if (!row.theirsRight)
      console.log(`      theirs  ${typeof row.theirs === 'string' ? row.theirs : JSON.stringify(row.theirs)}`);
  }
  const count = (right: (row: Row) => boolean) => rows.filter(right).length;
  const right = { ours: count((row) => row.oursRight), theirs: count((row) => row.theirsRight), of: rows.length };
  console.log(
    `\nright: ours ${right.ours} of ${right.of}, @dailymotion/vast-client 6.4.5 ${right.theirs} of ${right.of}`,
  );
  await mkdir(path.join(root, 'bench', 'results'), { recursive: true });
  const results = path.join(root, 'bench', 'results', 'vast-faults.json');
  await writeFile(
    results,
    `${JSON.stringify({ against: '@dailymotion/vast-client 6.4.5', node: process.version, right, rows }, null, 2)}\n`,
  );
  process.exitCode = right.ours === right.of ? 0 : 1;
}
