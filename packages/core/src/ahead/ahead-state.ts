import type { AdCounts, BreakHint, DecisionReply, WallMs } from '@cutaway/model';

/** A break that is known ahead, and how far its answer is. `used`: a break had it. `failed`: the break asks for itself. */
export interface KnownHint {
  readonly hint: BreakHint;
  readonly askAtMs: WallMs;
  readonly is: 'waiting' | 'asked' | 'stored' | 'used' | 'failed';
  /** Left out: nobody asked yet. */
  readonly asked?: Asking;
  /** Left out: there is no answer. */
  readonly reply?: DecisionReply;
}

/** What an answer hangs on. */
interface Asking {
  readonly atMs: WallMs;
  /** The session's name then. */
  readonly as: string;
  readonly isPersonal: boolean;
  /** The length that was asked for. */
  readonly durationMs: number;
}

/** What an answer, or the storage, says of what is to come and of what was. */
export interface ToldAhead {
  readonly hints?: readonly BreakHint[];
  readonly plan?: Plan;
  /** What the storage has of ads that were shown. */
  readonly seen?: string;
}

/** Where breaks to come are told of, and how often it may be asked. */
interface Plan {
  readonly url: string;
  readonly refreshMs: number;
}

/** An ad was shown: one of its keys, and when. */
export type Seen = readonly [key: string, atMs: WallMs];

/** What is known of breaks to come, and of ads that were shown. Plain data. */
export interface Ahead {
  readonly isLoaded: boolean;
  /** When the code is asked for again; null: it is there, or on its way. */
  readonly loadAtMs: WallMs | null;
  /** What came before the code. */
  readonly told: ToldAhead;
  readonly plan: Plan | null;
  /** null: it is being asked for. */
  readonly pollAtMs: WallMs | null;
  readonly failures: number;
  readonly hints: readonly KnownHint[];
  /** Stands in where no answer comes in time; null: there is none. */
  readonly contingency: DecisionReply | null;
  readonly seen: readonly Seen[];
  /** Of ads that were taken and have not shown yet. */
  readonly counts: readonly AdCounts[];
}

export const NO_AHEAD: Ahead = {
  ...{ isLoaded: false, loadAtMs: null, told: {}, plan: null, pollAtMs: null, failures: 0 },
  ...{ hints: [], contingency: null, seen: [], counts: [] },
};

/** The entry of the storage that has what was shown: not one of a session. */
export const SEEN_KEY = 'cutaway-seen';
