import type { Break, BreakEndReason, ProgramMs, Signal } from '@cutaway/model';
import { DEFAULT_BREAK_OPTIONS, type BreakOptions } from './break-options.js';

export type StartSignal = Extract<Signal, { type: 'break-start' }>;

/** What one key says of a break. Its `evidence` is not kept. */
export type Voice = StartSignal;

interface Known {
  readonly brk: Break;
  readonly occurrence: number;
  /** One for each key that names this break; the first one leads. Spots inside the break are here too. */
  readonly voices: readonly Voice[];
  /** Programme time when a signal last named it. */
  readonly heardMs: ProgramMs | null;
}

/** A break in its phase. `missed`: first heard when it was over, so nobody was told. */
export type BreakRecord =
  | (Known & { readonly phase: 'announced' })
  | (Known & { readonly phase: 'active' })
  | (Known & { readonly phase: 'ended'; readonly endsAt: ProgramMs; readonly reason: BreakEndReason })
  | (Known & { readonly phase: 'cancelled' })
  | (Known & { readonly phase: 'missed' });

export type LiveRecord = Extract<BreakRecord, { phase: 'announced' | 'active' }>;

/** All breaks that are known. Plain data: it can be stored and compared. */
export interface BreaksState {
  readonly options: BreakOptions;
  /** Programme time of the last `programme` fact. */
  readonly nowMs: ProgramMs | null;
  readonly records: readonly BreakRecord[];
}

/** The state before anything was heard. */
export function initialBreaks(options: Partial<BreakOptions> = {}): BreaksState {
  return { options: { ...DEFAULT_BREAK_OPTIONS, ...options }, nowMs: null, records: [] };
}

export function isLive(record: BreakRecord): record is LiveRecord {
  return record.phase === 'announced' || record.phase === 'active';
}
