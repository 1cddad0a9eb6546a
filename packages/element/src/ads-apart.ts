import type { PlayerCommand, PlayerHost, Undo } from '@cutaway/core';
import type { HoldSurroundings } from './content-hold.js';
import type { ContentSound } from './content-sound.js';
import type { AdSurroundings, OpenAd } from './open-ad.js';
import type { PlayedContent } from './watch-content.js';

export type AdCommand = Extract<
  PlayerCommand,
  { type: 'prepare-ad' | 'show-ad' | 'drop-ad' | 'show-content' | 'hold-content' }
>;

/** The ads that are played apart from content. Ids that are not known change nothing. */
export interface SecondElement {
  run(command: AdCommand): void;
  /** The element with the ad on the screen, or null. The content's own: it is away, and comes back by a command. */
  shown(): Pick<OpenAd, 'video' | 'play'> | null;
  /** Content that is kept still is free to be taken away, unseen as it is. Left out: nothing keeps it still. */
  release?(): void;
  stop: Undo;
}

/** What an engine does to its element by itself. */
interface Replaceable {
  reload(this: void, mediaSeconds?: number): void | Promise<void>;
  recover(isMediaError: boolean, mediaSeconds?: number): void | Promise<void>;
}

/** What is given along to the code that is loaded with the first ad. */
export interface SecondElementSurroundings extends Omit<AdSurroundings, 'onFreed' | 'onStarted'>, HoldSurroundings {
  readonly sound: ContentSound;
  /** Where the player draws captions by itself. Left out: it does not. */
  readonly captionBoxes?: () => Iterable<HTMLElement>;
  /** What is told of content. Replaced while that is not to be heard, or not true. */
  readonly ofContent: { tell: PlayerHost['tell']; isAway?: boolean };
  /** Its members are replaced while an ad has the content's element. */
  readonly played: PlayedContent & Replaceable;
  readonly options: { readonly settleMs?: number; readonly reusesKeys?: boolean };
}
