import type { LoadedPlaylist, PlayerCommand, PlayerFact, Ports } from '@cutaway/core';
import type { FakeRendition } from './fake-rendition.js';

/** What a fake player plays, what it can, and what goes wrong with it. */
export interface FakePlayerOptions {
  readonly clock: Ports['clock'];
  /** The origin's text of a rendition now. */
  readonly origin: (rendition: 'hi' | 'audio') => string;
  /** What the player itself does to a playlist before its host has it, as an adapter that hears dialects does. */
  readonly hear?: (loaded: LoadedPlaylist) => LoadedPlaylist;
  /** Segments that never load. */
  readonly isBroken?: (uri: string) => boolean;
  readonly secondElement?: boolean;
  /** How long after it was connected it loads something, as where an application loads it later. Default: at once. */
  readonly loadsAfterMs?: number;
  /** Where the viewer begins to watch content that is on demand, in milliseconds of media time. Default 0. */
  readonly startMs?: number;
  /** A seek that is ordered ends so far behind its place, in milliseconds; below 0: before it. Default 0. */
  readonly seekOffMs?: number;
  /** Whether ads can have the content's element. Default true. */
  readonly reattach?: boolean;
  /** How much content is loaded ahead now, in milliseconds. Left out: the player does not say. */
  readonly bufferMs?: () => number;
  /** What the player measures and shows now. Left out: it does not say. */
  readonly rendition?: () => FakeRendition;
  /** What happens to an ad that is played apart from content: its length, or why it does not load. */
  readonly ads?: (url: string) => { readonly durationMs: number } | Extract<PlayerFact, { type: 'ad-failed' }>['error'];
  /** Called before each command: a test throws here. */
  readonly onCommand?: (command: PlayerCommand) => void;
}
