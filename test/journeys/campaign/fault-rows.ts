import type { BreakOutcome } from '@cutaway/model';

/** What became of all breaks that a fault was in. */
export interface FaultRow {
  readonly fault: string;
  readonly breaks: number;
  readonly played: number;
  readonly partial: number;
  readonly lost: number;
  readonly unfilled: number;
  readonly cancelled: number;
  /** No report told of them. */
  readonly unheard: number;
  /** The longest time without a frame, in milliseconds. */
  readonly longestHoleMs: number;
  /** Promises that were not kept. */
  readonly broken: number;
}

/** One break, as a table of faults counts it. */
interface CountedBreak {
  readonly faults: readonly string[];
  /** Left out: no report told of it. */
  readonly outcome: BreakOutcome | undefined;
  readonly longestHoleMs: number;
  readonly broken: number;
}

const NOTHING = { played: 0, partial: 0, lost: 0, unfilled: 0, cancelled: 0, unheard: 0 };

/** Adds up breaks: faults by outcome. */
export class FaultRows {
  readonly #rows: Map<string, FaultRow>;

  constructor(before: readonly FaultRow[] = []) {
    this.#rows = new Map(before.map((row) => [row.fault, row]));
  }

  add({ faults, outcome, longestHoleMs, broken }: CountedBreak): void {
    const became = outcome ?? 'unheard';
    for (const fault of faults) {
      const row = this.#rows.get(fault) ?? { fault, ...NOTHING, breaks: 0, longestHoleMs: 0, broken: 0 };
      this.#rows.set(fault, {
        ...row,
        breaks: row.breaks + 1,
        [became]: row[became] + 1,
        longestHoleMs: Math.max(row.longestHoleMs, longestHoleMs),
        broken: row.broken + broken,
      });
    }
  }

  list(): readonly FaultRow[] {
    return [...this.#rows.values()].sort((one, other) => (one.fault < other.fault ? -1 : 1));
  }
}
