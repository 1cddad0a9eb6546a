import type { Geo, WallMs } from '@cutaway/model';

/** What is true of one request, by dimension: what expressions are tried on. Only what consent allows is in it. */
export type Facts = ReadonlyMap<string, readonly string[]>;

/** What consent leaves of the asker's identity. null: not known, or not allowed. */
export interface CapIdentity {
  readonly device: string | null;
  readonly user: string | null;
  readonly household: string | null;
}

/** A decision request as the rooms see it: facts settled, consent applied. */
export interface Ask {
  readonly sessionId: string;
  readonly breakId: string;
  readonly publisherId: string;
  /** When it was asked. */
  readonly atMs: WallMs;
  /** When the break is that it is asked for: flights and dayparts are looked at by it. Left out: now. */
  readonly showsAtMs?: WallMs;
  readonly facts: Facts;
  /** Where the viewer is, in the words of who told it. Left out: nobody did. What of it may be used consent says. */
  readonly geo?: Geo;
  readonly identity: CapIdentity;
  /** A word for what consent allows: part of a cohort's key. */
  readonly consentClass: 'personalised' | 'contextual' | 'child';
  /** What took something away, in words: `tcf: no consent to purpose 1`. Left out or empty: nothing did. */
  readonly consentReasons?: readonly string[];
  /** All that is left to chance follows from it: the same ask has the same seed. */
  readonly seed: number;
}

/** When a pod for it is shown, as well as it is known. */
export const showsAt = ({ atMs, showsAtMs = atMs }: Pick<Ask, 'atMs' | 'showsAtMs'>): WallMs => showsAtMs;
