import type { Break, BreakEndReason, ProgramMs, Restrictions, Signal, SignalConflict, WallMs } from '@cutaway/model';
import type { BreakRow } from './break-row.js';
import type { StreamFacts } from './stream-facts.js';

interface Base {
  /** When it was heard, by the clock of this machine. */
  readonly at: WallMs;
}

/** What happens to the stream itself: `text` is for a person. */
export interface StreamHappening extends Base {
  readonly type: 'stream';
  readonly state: 'watching' | 'note' | 'restarted' | 'stale' | 'moving' | 'recovered' | 'ended';
  readonly playlist: string;
  readonly text: string;
  /** Only of `watching`: what is known about the stream at first sight. */
  readonly facts?: StreamFacts;
}

export interface SignalHappening extends Base {
  readonly type: 'signal';
  readonly signal: Signal;
  readonly playlist: string;
  /** What is other than when it was heard before; empty for a new one. */
  readonly changes: readonly string[];
  /** Until a player comes to it; negative: how long ago that was. null: the stream is not live. */
  readonly inMs: number | null;
  /** True where it was there already when the watch began, so that nothing follows from its being late. */
  readonly isOld: boolean;
}

export interface BreakHappening extends Base {
  readonly type: 'break';
  /** `missed`: no break was opened, since it was over when it was heard. `end-told`: its end is known ahead. */
  readonly state: 'announced' | 'updated' | 'begins' | 'end-told' | 'ended' | 'cancelled' | 'missed';
  readonly brk: Break;
  /** Where in the stream this happens. */
  readonly streamAt: ProgramMs;
  readonly endsAt: ProgramMs | null;
  readonly reason: BreakEndReason | null;
  readonly inMs: number | null;
  /** Only of `updated`. */
  readonly changes: readonly string[];
}

/** What the watch comes to. */
export interface SummaryHappening extends Base {
  readonly type: 'summary';
  readonly rows: readonly BreakRow[];
  /** Signals told, by what they are: `start (daterange)`. */
  readonly signals: Readonly<Record<string, number>>;
  readonly errors: number;
  readonly watchedMs: number;
  readonly segments: number;
  readonly heardMs: number;
  /** Why there may be no break, as sentences. */
  readonly hints: readonly string[];
  readonly streamEnd: ProgramMs;
}

export type Happening =
  | StreamHappening
  | SignalHappening
  | BreakHappening
  | (Base & {
      readonly type: 'conflict';
      readonly breakId: string;
      /** Where the break starts. */
      readonly streamAt: ProgramMs;
      readonly conflict: SignalConflict;
    })
  /** What the programme on air may be used for has changed; null: nothing restricts it. */
  | (Base & {
      readonly type: 'restrictions';
      readonly streamAt: ProgramMs;
      readonly restrictions: Restrictions | null;
    })
  /** One playlist tells a break that another does not tell; `key` null: the other one tells no signal at all. */
  | (Base & {
      readonly type: 'disagreement';
      readonly key: string | null;
      readonly streamAt: ProgramMs;
      readonly told: string;
      readonly silent: string;
    })
  | (Base & { readonly type: 'cause'; readonly name: string; readonly playlist: string; readonly detail: string })
  | (Base & {
      readonly type: 'error';
      readonly playlist: string;
      readonly text: string;
      readonly retryInMs: number | null;
    })
  | SummaryHappening;

/** Where in the stream something happens, for its column; null: nowhere. */
export function placeOf(happening: Happening): ProgramMs | null {
  if (happening.type === 'signal') return placeOfSignal(happening.signal);
  return 'streamAt' in happening ? happening.streamAt : null;
}

/** Programme time that a signal speaks of; null: a cancel, which means a key. */
export function placeOfSignal(signal: Signal): ProgramMs | null {
  switch (signal.type) {
    case 'break-start':
    case 'break-hint':
      return signal.startsAt;
    case 'break-end':
      return signal.endsAt;
    case 'boundary':
      return signal.at;
    case 'break-cancel':
      return null;
  }
}
