import type { FaultedBreak } from './faulted-break.js';
import { holes, judgePlayed } from './judge-played.js';
import type { Played } from './play-faults.js';

/** What became of all breaks that a fault was in. */
export interface FaultRow {
  readonly fault: string;
  readonly breaks: number;
  readonly played: number;
  readonly partial: number;
  readonly lost: number;
  readonly unfilled: number;
  readonly cancelled: number;
  /** The longest time without a frame, in milliseconds. */
  readonly longestHoleMs: number;
  /** Promises that were not kept. */
  readonly broken: number;
}

const NOTHING = { breaks: 0, played: 0, partial: 0, lost: 0, unfilled: 0, cancelled: 0, longestHoleMs: 0, broken: 0 };

/** Adds up sessions: faults by outcome, and every broken promise with what led to it. */
export class FaultTable {
  readonly #rows = new Map<string, FaultRow>();
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
      for (const fault of brk.faults) {
        const row = this.#rows.get(fault) ?? { fault, ...NOTHING };
        this.#rows.set(fault, {
          ...row,
          breaks: row.breaks + 1,
          ...(report && { [report.outcome]: row[report.outcome] + 1 }),
          longestHoleMs: Math.max(row.longestHoleMs, hole),
          broken: row.broken + broken,
        });
      }
    }
  }

  rows(): readonly FaultRow[] {
    return [...this.#rows.values()].sort((one, other) => (one.fault < other.fault ? -1 : 1));
  }
}

const isNear = ({ atMs }: FaultedBreak, fromMs: number): boolean => fromMs > atMs - 10_000 && fromMs < atMs + 20_000;
