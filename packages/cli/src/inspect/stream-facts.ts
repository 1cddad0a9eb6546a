import type { ProgramMs } from '@cutaway/model';

/** What is known of a stream when it was read for the first time. */
export interface StreamFacts {
  readonly url: string;
  readonly kind: 'HLS' | 'DASH';
  readonly isLive: boolean;
  readonly playlists: readonly PlaylistFacts[];
  /** How many playlists the multivariant playlist lists; null: there is none. */
  readonly listed: number | null;
  readonly window: { readonly from: ProgramMs; readonly to: ProgramMs };
  /** How far the live edge is behind the server's clock; null: not live, or no dates. */
  readonly behindMs: number | null;
  /** How far behind the live edge a player is taken to be. */
  readonly holdBackMs: number;
  /** Tags that speak of ads, or schemes of a DASH event, with how many. */
  readonly dialects: Readonly<Record<string, number>>;
  /** What else an operator must know. */
  readonly notes: readonly string[];
}

export interface PlaylistFacts {
  readonly name: string;
  readonly about: string;
  readonly url: string;
  readonly segments: number;
  readonly lengthMs: number;
  readonly targetMs: number;
  readonly hasDates: boolean;
}
