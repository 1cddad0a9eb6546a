import type { Undo } from '@cutaway/core';

/** Whether the page has paused an element since this was asked for. */
export interface PauseCalls {
  wasCalled(): boolean;
  readonly stop: Undo;
}

/** A viewer's pause is a call of the page. A device that takes the decoder away pauses an element, too, and calls nothing. */
export function hearPauseCalls(video: HTMLVideoElement): PauseCalls {
  const own = Object.getOwnPropertyDescriptor(video, 'pause');
  const { pause } = video;
  let wasCalled = false;
  const heard = (): void => {
    wasCalled = true;
    pause.call(video);
  };
  video.pause = heard;
  return {
    wasCalled: () => wasCalled,
    stop() {
      if (video.pause !== heard) return; // somebody else's is in front of it, and calls it
      if (own) Object.defineProperty(video, 'pause', own);
      else delete (video as Partial<HTMLVideoElement>).pause;
    },
  };
}
