/**
 * Whether the tests of the break reducer bite: Stryker seeds a fault into each of its expressions, and the tests whose verdict does not
 * depend on chance (scenarios, table, pages) are played against each. `node bench/run.mjs mutation`. Stryker is installed into a
 * temporary folder, outside the lock file. Its runner for vitest takes about thirteen minutes; here one process plays all faults in
 * half of one. Writes bench/results/mutation.json; exits with 1 below 90 % of the faults that change anything.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { EQUIVALENT } from './mutation/equivalent.js';
import type { Played, PlayOrder } from './mutation/play-tests.js';
import { seedFaults, type Fault } from './mutation/seed-faults.js';

const GOAL = 90;
const started = performance.now();

function playIn(player: string, order: PlayOrder): Promise<Played[]> {
  return new Promise((resolve, reject) => {
    const played: Played[] = [];
    const worker = new Worker(player, { workerData: order });
    worker.on('message', (one: Played) => played.push(one));
    worker.on('error', (error) => {
      // A fault that fails while the tests load is noticed, too.
      if (order.loaded === null) reject(error);
      else played.push({ id: order.loaded, verdict: 'killed', by: 'loading' });
    });
    worker.on('exit', () => resolve(played));
  });
}

/** The code that the fault replaces, in one line. */
function originalOf({ location: { start, end } }: Fault, source: string): string {
  const lines = source.split('\n').slice(start.line, end.line + 1);
  lines[lines.length - 1] = lines[lines.length - 1]?.slice(0, end.column) ?? '';
  lines[0] = lines[0]?.slice(start.column) ?? '';
  return inOneLine(lines.join('\n'));
}

const keyOf = ({ file, original, replacement }: Record<'file' | 'original' | 'replacement', string>): string =>
  [file, original, replacement].join('\n');
const inOneLine = (code: string): string => code.replace(/\s+/g, ' ');
const percent = (part: number, whole: number): number => Math.floor((1000 * part) / whole) / 10;

const folder = await mkdtemp(path.join(tmpdir(), 'mutation-'));
try {
  const { player, faults, sources } = await seedFaults(folder);
  const played = new Map(
    (await playIn(player, { ids: faults.map(({ id }) => id), loaded: null })).map((one) => [one.id, one]),
  );
  for (const { id, verdict } of [...played.values()]) {
    if (verdict !== 'loads') continue;
    for (const one of await playIn(player, { ids: [], loaded: id })) played.set(id, one);
  }
  const known = new Set(EQUIVALENT.flatMap((kind) => kind.faults.map((fault) => fault.join('\n'))));
  const rows = faults.map((fault) => {
    const file = path.basename(fault.fileName);
    const original = originalOf(fault, sources.get(fault.fileName) ?? '');
    const replacement = inOneLine(fault.replacement);
    const verdict = played.get(fault.id)?.verdict ?? 'survived';
    const isEquivalent =
      verdict !== 'killed' && verdict !== 'timeout' && known.has(keyOf({ file, original, replacement }));
    return {
      file,
      line: fault.location.start.line + 1,
      original,
      replacement,
      verdict: isEquivalent ? 'equivalent' : verdict,
    };
  });
  const count = (file: string | null) => {
    const own = rows.filter((row) => file === null || row.file === file);
    const of = (verdict: string): number => own.filter((row) => row.verdict === verdict).length;
    const [killed, timeout, equivalent] = [of('killed'), of('timeout'), of('equivalent')];
    return {
      ...{ faults: own.length, killed, timeout, survived: of('survived'), noCoverage: of('no-coverage'), equivalent },
      ...{
        score: percent(killed + timeout, own.length),
        scoreOfNotEquivalent: percent(killed + timeout, own.length - equivalent),
      },
    };
  };
  const all = count(null);
  const files = Object.fromEntries([...new Set(rows.map(({ file }) => file))].map((file) => [file, count(file)]));
  console.table({ ...files, all });
  const survivors = rows.filter(({ verdict }) => verdict === 'survived' || verdict === 'no-coverage');
  for (const { file, line, original, replacement } of survivors) {
    console.log(`survived: ${file}:${line} ${original} => ${replacement}`);
  }
  const met = new Set(rows.filter(({ verdict }) => verdict === 'equivalent').map(keyOf));
  for (const key of known)
    if (!met.has(key)) console.log(`no longer equivalent, or gone: ${key.replaceAll('\n', ' | ')}`);
  const seconds = Math.round((performance.now() - started) / 1000);
  const result = { node: process.version, seconds, all, files, survivors };
  await mkdir('bench/results', { recursive: true });
  await writeFile('bench/results/mutation.json', `${JSON.stringify(result, null, 2)}\n`);
  if (all.scoreOfNotEquivalent < GOAL) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
