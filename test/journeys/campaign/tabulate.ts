import { FaultRows, type FaultRow } from './fault-rows.js';
import type { FaultedBreak } from './faulted-break.js';
import { holes, judgePlayed } from './judge-played.js';
import type { Played } from './play-faults.js';

/** Adds up sessions: faults by outcome, and every broken promise with what led to it. */
export class FaultTable {
  readonly #rows = new FaultRows();
  readonly broken: {
    readonly seed: number;
    readonly strategy: string;
    readonly faults: string;
    readonly wrong: string;
  }[] = [];
  breaks = 0;

  add(played: Played): void {
    const { seed, strategy, breaks } = played;
    const wrongs = judgePlayed(played);
    for (const { brk, wrong } of wrongs)
      this.broken.push({ seed, strategy, faults: (brk?.faults ?? []).join(' + '), wrong });
    for (const brk of breaks) {
      this.breaks++;
      const report = played.reports.find(({ brk: { startsAt } }) => Math.abs(startsAt - brk.startsAt) < 6000);
      const hole = Math.max(
        0,
        ...holes(played)
          .filter(({ fromMs }) => isNear(brk, fromMs))
          .map(({ ms }) => ms),
      );
      const broken = wrongs.filter((one) => one.brk === brk).length;
      this.#rows.add({ faults: brk.faults, outcome: report?.outcome, longestHoleMs: hole, broken });
    }
  }

  rows(): readonly FaultRow[] {
    return this.#rows.list();
  }
}

const isNear = ({ atMs }: FaultedBreak, fromMs: number): boolean => fromMs > atMs - 10_000 && fromMs < atMs + 20_000;
