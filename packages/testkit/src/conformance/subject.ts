import type { PlayerPort, Ports } from '@cutaway/core';

/** What of an element is looked at; an `HTMLVideoElement` is one. */
export interface VideoLike {
  muted: boolean;
  volume: number;
  readonly paused: boolean;
  readonly style: { readonly visibility: string };
}

/** The page around a player, where there is one. */
export interface Stage {
  readonly content: VideoLike;
  /** Every video on the page now, the content's too. */
  videos(): readonly VideoLike[];
  /** Listeners, intervals, whatever the page counts of what is alive; only what the player itself keeps steady. */
  alive?(): Readonly<Record<string, number>>;
}

export interface AdMedia {
  readonly url: string;
  readonly mime: string;
}

/** A port that is to be tried, and what it takes to try it. */
export interface Subject {
  /** Not connected; its player loads nothing yet. */
  readonly port: PlayerPort;
  /** Loads content and plays it, unmuted. Called once, after the first `connect`. It has to last 45 s from there. */
  start(): unknown;
  /** Two ads of 3 to 8 s, and one that is not there. */
  readonly ads: { readonly first: AdMedia; readonly second: AdMedia; readonly missing: AdMedia };
  /** Longest segment of the content, in milliseconds. Default 2000. */
  readonly segmentMs?: number;
  readonly stage?: Stage;
  /** Default: the real one. */
  readonly clock?: Ports['clock'];
  /** Rules that this port is allowed to break, each with the reason. */
  readonly excused?: Readonly<Record<string, string>>;
}
