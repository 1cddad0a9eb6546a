import type { ProgramMs } from '@cutaway/model';
import type { StreamTime } from './format-time.js';
import type { Happening } from './happening.js';
import type { Found } from './summary.js';

/** What one reading of a stream gave. */
export interface Reading {
  readonly happenings: readonly Happening[];
  /** From the start of this reading to the next one. */
  readonly waitMs: number;
  /** True where nothing more will come. */
  readonly isOver: boolean;
  readonly time: StreamTime;
  readonly originMs: ProgramMs;
}

/** What the whole watch found. */
export interface Findings extends Found {
  readonly segments: number;
  readonly heardMs: number;
  readonly streamEnd: ProgramMs;
}

/** One stream that is read again and again. */
export interface Watcher {
  /** Throws a Complaint where the first reading gives nothing. */
  read(): Promise<Reading>;
  findings(): Findings;
}
