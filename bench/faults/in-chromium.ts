import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { BOUND_MS } from '../../test/browser/endurance/judge-page.js';
import { FaultTable } from '../../test/browser/endurance/fault-table.js';
import { playPage, ROWS } from '../../test/browser/endurance/play-page.js';
import { openRig } from '../../test/browser/endurance/rig.js';

const FILE = 'bench/results/faults-chromium.json';
const BREAKS_A_PAGE = 12;

export interface InChromium {
  readonly first: number;
  readonly breaks: number;
  /** So many browsers at once. */
  readonly pages: number;
  /** Adds to what is in the file. */
  readonly add: boolean;
}

/** Plays pages of twelve breaks with one or two faults each. True where every promise was kept. */
export async function playInChromium({ first, breaks, pages, add }: InChromium): Promise<boolean> {
  const nothing = { breaks: 0, pages: 0, rows: [], broken: [] };
  const before = add ? (JSON.parse(await readFile(FILE, 'utf8')) as typeof nothing) : nothing;
  const table = new FaultTable(before);
  const { broken } = table;
  const left = pagesOf(first, breaks);
  const done = { breaks: before.breaks, pages: before.pages };
  await Promise.all(Array.from({ length: Math.min(pages, left.length) }, work));
  console.table(table.rows());
  console.log(`${done.breaks} breaks on ${done.pages} pages: ${broken.length} promises not kept`);
  return broken.length === 0;

  /** After each page: a run that is ended early is worth what it played. */
  async function save(): Promise<void> {
    const machine = { node: process.version, cpus: cpus().length, boundMs: BOUND_MS };
    const result = { at: new Date().toISOString(), ...machine, ...done, broken, rows: table.rows() };
    await mkdir('bench/results', { recursive: true });
    await writeFile(FILE, `${JSON.stringify(result, null, 2)}\n`);
  }

  async function work(): Promise<void> {
    const rig = await openRig();
    try {
      for (let seeds = left.shift(); seeds !== undefined; seeds = left.shift()) {
        const played = await playPage(rig, seeds);
        const known = broken.length;
        table.add(played);
        done.breaks += seeds.length;
        done.pages++;
        await save();
        process.stderr.write(`seeds ${seeds.join(', ')}: ${broken.length - known} promises not kept\n`);
        for (const { seed, row, faults, wrong } of broken.slice(known))
          process.stderr.write(`  --seed ${seed} --breaks 1 (${row}): ${wrong}; ${faults}\n`);
      }
    } finally {
      await rig.close();
    }
  }
}

/** Seeds of one row play in pages together. */
function pagesOf(first: number, breaks: number): number[][] {
  const seeds = Array.from({ length: breaks }, (_, n) => first + n);
  const pages = ROWS.flatMap((_, row) => {
    const its = seeds.filter((seed) => seed % ROWS.length === row);
    return its.flatMap((_seed, n) => (n % BREAKS_A_PAGE === 0 ? [its.slice(n, n + BREAKS_A_PAGE)] : []));
  });
  // Full ones first, so that all browsers are busy to the end.
  return pages.sort((one, other) => other.length - one.length);
}
