import { FaultRows, type FaultRow } from '../../journeys/campaign/fault-rows.js';
import { judgePage, owed } from './judge-page.js';
import type { PlayedPage } from './play-page.js';

/** A promise that was not kept, and how to see it again: `--seed <seed> --breaks 1`. */
export interface Broken {
  readonly seed: number;
  readonly row: string;
  readonly faults: string;
  readonly wrong: string;
}

/** Adds up pages: faults by outcome, and every promise that was not kept with what led to it. */
export class FaultTable {
  readonly #rows: FaultRows;
  readonly broken: Broken[];

  constructor(
    before: { readonly rows: readonly FaultRow[]; readonly broken: readonly Broken[] } = { rows: [], broken: [] },
  ) {
    this.#rows = new FaultRows(before.rows);
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
      const longestHoleMs = Math.round(Math.max(0, ...holes.map(({ ms }) => ms)));
      const broken = wrongs.filter((one) => one.brk === brk).length;
      this.#rows.add({ faults: brk.faults, outcome: report?.outcome, longestHoleMs, broken });
    }
  }

  rows(): readonly FaultRow[] {
    return this.#rows.list();
  }
}
