import type { Break, BreakEndReason, ProgramMs, Restrictions, Signal, SignalConflict } from '@cutaway/model';
import { DEFAULT_BREAK_OPTIONS, type BreakOptions } from './break-options.js';

export type StartSignal = Extract<Signal, { type: 'break-start' }>;
export type BorderSignal = Extract<Signal, { type: 'boundary' }>;

/**
 * What one key of one carrier says of a break. Its `evidence` is not kept. `whole`: of the unit that is replaced; `part`: of a
 * spot inside it; `around`: of what holds it; `gone`: of a spot, or of what held it, that was cancelled.
 */
export type Voice = StartSignal & {
  readonly role: 'whole' | 'part' | 'around' | 'gone';
  /** Another start that it told when the break ran already. */
  readonly saidAt?: ProgramMs;
  /** True once it told another duration than at first. */
  readonly isChanged?: boolean;
};

interface Known {
  readonly brk: Break;
  /** Its id is made of these: the key that was heard first, and how many times that key had opened a break. */
  readonly key: string;
  readonly occurrence: number;
  readonly voices: readonly Voice[];
  readonly conflicts: readonly SignalConflict[];
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
  /** Borders of programmes and the like, in order of time. Their `evidence` is not kept. */
  readonly borders: readonly BorderSignal[];
  /** Of the programme on air. */
  readonly restrictions: Restrictions | null;
}

/** The state before anything was heard. */
export function initialBreaks(options: Partial<BreakOptions> = {}): BreaksState {
  const all = { ...DEFAULT_BREAK_OPTIONS, ...options };
  return { options: all, nowMs: null, records: [], borders: [], restrictions: null };
}

export function isLive(record: BreakRecord): record is LiveRecord {
  return record.phase === 'announced' || record.phase === 'active';
}
