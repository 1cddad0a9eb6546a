import type { PlayerHost, Undo } from '@cutaway/core';
import type { AdError } from './ad-error.js';
import { showText } from './lend-text.js';
import { together } from './listen.js';
import type { PrepareAd } from './open-ad.js';
import { watchAd } from './watch-ad.js';
import { watchElementError } from './watch-element-error.js';
import { watchLength } from './watch-length.js';

/** The first frame of an ad is not further into it than this: a later one is of the source before. */
const FIRST_WITHIN_SECONDS = 2;

/** An ad of which the first bytes are here or on their way. What takes time answers with a promise. */
export interface PreparedAd {
  /** Loads it into an element, which nothing else has. */
  attach(video: HTMLVideoElement): unknown;
  /** Nothing of it is on the element afterwards. */
  free(): unknown;
  /** Its source is on the element when `attach` returns, and `free` does nothing to an element that has another by then. */
  readonly swapsAtOnce?: boolean;
  /** The player chooses the text of the ad by itself, as that of content. */
  readonly choosesText?: true;
}

/** Fetches the first bytes of an ad, with no element. */
export type PrepareHow = (
  ad: PrepareAd,
  said: { ready(): void; failed(error: AdError, detail: string): void },
) => PreparedAd;

/** One ad in the content's element. After `silence` nothing of it is told any more. */
export interface LentAd {
  readonly adInstanceId: string;
  readonly isReady: () => boolean;
  /**
   * `reads`: of the viewer, `LentText.reads`. `onFirstFrame` runs in the task of its first frame, and returns how long the frame before
   * stayed, in milliseconds (NaN: nobody knows). What is told of it begins with the frame after that: the first one that came while
   * nothing covered it.
   */
  attach(video: HTMLVideoElement, reads: string | null, onFirstFrame: () => number): unknown;
  fail(error: AdError, detail: string): void;
  silence: Undo;
  free(): unknown;
  readonly swapsAtOnce?: boolean | undefined;
}

type Phase = 'loading' | 'ready' | 'starting' | 'showing' | 'over';

export function openLentAd(
  { tell, readyWithinMs }: { readonly tell: PlayerHost['tell']; readonly readyWithinMs: number },
  prepare: PrepareHow,
  command: PrepareAd,
): LentAd {
  const { adInstanceId, url } = command;
  let phase: Phase = 'loading';
  // Asked anew: a callback may have changed it.
  const isIn = (...phases: readonly Phase[]): boolean => phases.includes(phase);
  const fail = (error: AdError, detail: string): void => {
    if (isIn('over')) return;
    silence();
    tell({ type: 'ad-failed', adInstanceId, error, detail });
  };
  const deadline = setTimeout(
    () => isIn('loading') && fail('MEDIA_TIMEOUT', `not ready after ${readyWithinMs} ms: ${url}`),
    readyWithinMs,
  );
  const undos: Undo[] = [() => clearTimeout(deadline)];
  const undo = together(undos);
  const silence = (): void => {
    phase = 'over';
    undo();
  };
  const ready = (): void => {
    if (!isIn('loading')) return;
    phase = 'ready';
    clearTimeout(deadline);
    tell({ type: 'ad-ready', adInstanceId });
  };
  const media = prepare(command, { ready, failed: fail });

  return {
    adInstanceId,
    isReady: () => isIn('ready'),
    fail,
    silence,
    free: media.free,
    swapsAtOnce: media.swapsAtOnce,
    attach(video, reads, onFirstFrame) {
      if (!isIn('ready')) return;
      phase = 'starting';
      let gapMs = NaN;
      if (!command.captioned && !media.choosesText) undos.push(showText(video, reads));
      const answer = media.attach(video);
      const length = watchLength(video);
      undos.push(
        length.undo,
        // Late, of an owner before, where the element has no error.
        watchElementError(
          video,
          url,
          () => isIn('showing'),
          (error, detail) => video.error && fail(error, detail),
        ),
        watchAd(video, {
          isOn(seconds) {
            if (!isIn('starting') || seconds >= FIRST_WITHIN_SECONDS) return isIn('showing');
            phase = 'showing';
            gapMs = onFirstFrame();
            return false;
          },
          onFrame(seconds) {
            tell({
              type: 'ad-frame',
              adInstanceId,
              adMs: seconds * 1000,
              ...length.told(),
              ...(gapMs >= 0 && { gapMs }),
            });
            gapMs = NaN;
          },
          onState: (state) => tell({ type: 'ad-play-state', adInstanceId, state }),
          onEnd() {
            const why = length.whyBroken();
            if (why === null) tell({ type: 'ad-ended', adInstanceId });
            else fail('MEDIA_DECODE', why);
          },
        }),
      );
      return answer;
    },
  };
}
