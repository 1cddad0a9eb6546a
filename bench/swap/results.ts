import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { Cell } from './cell.js';
import { ROWS } from './rows.js';
import { SCENARIOS } from './scenario.js';

/** bench/results/swap.json: one cell for each row and condition, the last measured one. */
export interface Results {
  readonly frameMs: number;
  readonly screenHz: number;
  readonly cells: readonly Cell[];
}

const FILE = 'bench/results/swap.json';

export async function readResults(): Promise<Results> {
  const text = await readFile(FILE, 'utf8').catch(() => '');
  return text === '' ? { frameMs: 40, screenHz: 60, cells: [] } : (JSON.parse(text) as Results);
}

/** Puts cells in the place of those of the same row and condition. What was not measured now stays as it was. */
export async function saveCells(cells: readonly Cell[]): Promise<void> {
  const before = await readResults();
  const merged = mergeCells(before.cells, cells);
  await mkdir('bench/results', { recursive: true });
  await writeFile(FILE, `${JSON.stringify({ ...before, cells: merged }, null, 2)}\n`);
}

export function mergeCells(old: readonly Cell[], now: readonly Cell[]): readonly Cell[] {
  const kept = old.filter((cell) => !now.some((other) => keyOf(other) === keyOf(cell)));
  return [...kept, ...now].sort((a, b) => placeOf(a) - placeOf(b));
}

const keyOf = ({ player, mode, ads, cpu }: Cell): string => [player, mode, ads, cpu].join(' ');

/** By processor, then by scenario, then in the order of the rows. */
function placeOf({ player, mode, ads, cpu }: Cell): number {
  const row = ROWS.findIndex((one) => one.player === player && one.mode === mode);
  return (cpu * SCENARIOS.length + SCENARIOS.indexOf(ads)) * ROWS.length + row;
}
