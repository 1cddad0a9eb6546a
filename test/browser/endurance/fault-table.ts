import { judgePage, owed } from './judge-page.js';
import type { PlayedPage } from './play-page.js';

/** What became of all breaks that a fault was in. `unheard`: no report told of them. */
export interface FaultRow {
  readonly fault: string;
  readonly breaks: number;
  readonly played: number;
  readonly partial: number;
  readonly lost: number;
  readonly unfilled: number;
  readonly cancelled: number;
  readonly unheard: number;
  /** The longest time without a frame that was owed, in milliseconds. */
  readonly longestHoleMs: number;
  /** Promises that were not kept. */
  readonly broken: number;
}

/** A promise that was not kept, and how to see it again: `--seed <seed> --breaks 1`. */
export interface Broken {
  readonly seed: number;
  readonly row: string;
  readonly faults: string;
  readonly wrong: string;
}

const NOTHING = {
  breaks: 0,
  played: 0,
  partial: 0,
  lost: 0,
  unfilled: 0,
  cancelled: 0,
  unheard: 0,
  longestHoleMs: 0,
  broken: 0,
};

/** Adds up pages: faults by outcome, and every promise that was not kept with what led to it. */
export class FaultTable {
  readonly #rows: Map<string, FaultRow>;
  readonly broken: Broken[];

  constructor(
    before: { readonly rows: readonly FaultRow[]; readonly broken: readonly Broken[] } = { rows: [], broken: [] },
  ) {
    this.#rows = new Map(before.rows.map((row) => [row.fault, row]));
    this.broken = [...before.broken];
  }

  add(played: PlayedPage): void {
    const wrongs = judgePage(played);
    const row = `${played.player} ${played.strategy}`;
    const all = played.breaks.map(({ seed }) => seed);
    for (const { brk, wrong } of wrongs)
      this.broken.push({
        row,
        seed: brk?.seed ?? all[0] ?? 0,
        faults: brk ? brk.faults.join(' + ') : `one of ${all.join(', ')}`,
        wrong,
      });
    for (const brk of played.breaks) {
      const report = played.reports.find(({ n }) => n === brk.n);
      const holes = owed(played).filter(({ fromMs }) => fromMs > brk.atMs - 8000 && fromMs < brk.atMs + 8000);
      const longest = Math.round(Math.max(0, ...holes.map(({ ms }) => ms)));
      for (const fault of brk.faults) {
        const before = this.#rows.get(fault) ?? { fault, ...NOTHING };
        const outcome = report?.outcome ?? 'unheard';
        this.#rows.set(fault, {
          ...before,
          breaks: before.breaks + 1,
          [outcome]: before[outcome] + 1,
          longestHoleMs: Math.max(before.longestHoleMs, longest),
          broken: before.broken + wrongs.filter((one) => one.brk === brk).length,
        });
      }
    }
  }

  rows(): readonly FaultRow[] {
    return [...this.#rows.values()].sort((one, other) => (one.fault < other.fault ? -1 : 1));
  }
}
