import type { Undo } from '@cutaway/core';
import { listen } from './listen.js';

export type PlayState = 'playing' | 'paused' | 'waiting' | 'ended';

/**
 * Says when an element plays, waits for data, is paused by intent, or ended. The element's state is asked, not the event:
 * some TVs send events of one element to another.
 */
export function watchPlayState(video: HTMLVideoElement, onState: (state: PlayState) => void): Undo {
  let told: PlayState | null = null;
  const look = (event?: Event): void => {
    const state = readPlayState(video, event?.type);
    if (state === null || state === told) return;
    told = state;
    onState(state);
  };
  if (!video.paused) look();
  return listen(video, ['play', 'playing', 'pause', 'waiting', 'ended'], look);
}

/** What an element does, at an event of that name; null: the event says nothing of it. */
export function readPlayState(video: HTMLVideoElement, event: string | undefined): PlayState | null {
  if (video.ended) return 'ended';
  // Elements pause by themselves just before they end, and on media that do not decode.
  if (video.paused) return event === 'pause' && !video.error && !isAtEnd(video) ? 'paused' : null;
  if (event === 'ended' || event === 'pause') return null;
  return event === 'waiting' || video.readyState < 3 ? 'waiting' : 'playing';
}

function isAtEnd(video: HTMLVideoElement): boolean {
  return video.duration - video.currentTime < 0.05;
}
