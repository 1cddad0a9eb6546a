import type { PlayerHost, Undo } from '@cutaway/core';
import { hasPlace } from './has-place.js';
import { listen, together } from './listen.js';

/** Whose doing it is that content is paused. */
export interface Stillness {
  /** Ours: its pause is not told as the viewer's. */
  isOurs: boolean;
}

/** What keeps content still needs of it. */
export interface HoldSurroundings {
  readonly content: HTMLVideoElement;
  readonly tell: PlayerHost['tell'];
  readonly stillness: Stillness;
  /** null: not live, or not known yet. */
  latencySeconds(this: void): number | null;
  /** Plays content; a refusal is told. */
  onContentLost(): void;
}

export interface ContentHold {
  /** Content is paused, and again whenever it is told to play: that is done when it is let go. `wanted`: it is to go on in any case. */
  keepStill(wanted?: boolean): void;
  /** Seen and playing again, as it was or as it was told to meanwhile. */
  letGo: Undo;
  /** Its element is needed: it may be taken, unseen as it is. */
  release: Undo;
}

/** Less than this behind the live edge is no reason to seek. */
const BEHIND_SECONDS = 1;

/** Keeps content still while ads are inserted into it, or come before it. */
export function contentHold(around: HoldSurroundings): ContentHold {
  const { content, tell, stillness, latencySeconds, onContentLost } = around;
  let isWanted = false;
  let latencyBefore: number | null = null;
  let unlisten: Undo | null = null;

  const say = (): void => tell({ type: 'play-state', state: isWanted ? 'waiting' : 'paused' });
  const still = (): void => {
    if (content.paused) return;
    isWanted = true;
    content.pause();
    say();
  };
  const readLatency = (): number | null => (hasPlace(content) ? latencySeconds() : null);
  /** A live stream goes on as far from its edge as it was when it could have begun. */
  const catchUp = (): void => {
    const latency = readLatency();
    const behind = latency === null || latencyBefore === null ? 0 : latency - latencyBefore;
    if (behind > BEHIND_SECONDS) content.currentTime += behind;
  };
  const release = (): void => {
    unlisten?.();
    unlisten = null;
    stillness.isOurs = false;
  };
  return {
    release,
    keepStill(wanted = false) {
      isWanted = isWanted || wanted;
      if (unlisten) return;
      stillness.isOurs = true;
      isWanted = wanted || content.autoplay;
      latencyBefore = readLatency();
      unlisten = together([
        listen(content, ['play'], still),
        listen(content, ['canplay'], () => (latencyBefore ??= readLatency())),
      ]);
      if (content.paused) say();
      else still();
    },
    letGo() {
      content.style.visibility = '';
      if (!unlisten) return;
      release();
      catchUp();
      // An element that has ended would begin anew; nobody was told while it was kept still.
      if (content.ended) tell({ type: 'play-state', state: 'ended' });
      else if (isWanted) onContentLost();
    },
  };
}
