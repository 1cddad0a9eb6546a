import { FaultRows, type FaultRow } from './fault-rows.js';
import type { FaultedBreak } from './faulted-break.js';
import { holes, judgePlayed } from './judge-played.js';
import type { Played } from './play-faults.js';
import { judgeVod } from './vod/judge-vod.js';
import type { PlayedTitle } from './vod/play-vod.js';

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

  /** Live breaks; `addTitle` has others. */
  add(played: Played): void {
    this.#count(played, judgePlayed(played));
  }

  addTitle(played: PlayedTitle): void {
    this.#count(played, judgeVod(played));
  }

  rows(): readonly FaultRow[] {
    return this.#rows.list();
  }

  #count(played: Played, wrongs: ReturnType<typeof judgePlayed>): void {
    const { seed, strategy, breaks } = played;
    for (const { brk, wrong } of wrongs)
      this.broken.push({ seed, strategy, faults: (brk?.faults ?? []).join(' + '), wrong });
    for (const brk of breaks) {
      this.breaks++;
      const report = played.reports.find(({ brk: { startsAt, position = null } }) =>
        brk.position ? position === brk.position : Math.abs(startsAt - brk.startsAt) < 6000,
      );
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
}

const isNear = ({ atMs }: FaultedBreak, fromMs: number): boolean => fromMs > atMs - 10_000 && fromMs < atMs + 20_000;
