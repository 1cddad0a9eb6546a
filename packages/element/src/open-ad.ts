import type { PlayerCommand, PlayerHost, Undo } from '@cutaway/core';
import { nameElementError, type AdError } from './ad-error.js';
import { carriesEventsOver } from './carries-events-over.js';
import type { Stillness } from './content-hold.js';
import type { Sound } from './content-sound.js';
import { followCaptions } from './follow-captions.js';
import { hasSingleDecoder } from './has-single-decoder.js';
import { hearPauseCalls } from './hear-pause-calls.js';
import { listen, together } from './listen.js';
import { placeOver } from './place-over.js';
import { playElement } from './play-element.js';
import type { DeviceMemory } from './recall-second-element.js';
import { rememberSecondElement } from './remember-second-element.js';
import { watchAd, type AdEars } from './watch-ad.js';
import { watchElementError } from './watch-element-error.js';
import { watchFrames } from './watch-frames.js';
import { watchLength } from './watch-length.js';

export type PrepareAd = Extract<PlayerCommand, { type: 'prepare-ad' }>;

/** What an ad's element needs around it. */
export interface AdSurroundings {
  readonly content: HTMLVideoElement;
  readonly tell: PlayerHost['tell'];
  readonly readyWithinMs: number;
  /** Where it is kept that the device refused. */
  readonly memory?: DeviceMemory | undefined;
  readonly stillness: Stillness;
  /** The player chooses the text of an ad by itself, as that of content. */
  readonly choosesText?: true;
  load(video: HTMLVideoElement, ad: PrepareAd, onFailed: (error: AdError, detail: string) => void): Undo;
  /** The content element was paused or broken by the device because of the ad's. */
  onContentLost(): void;
  /** From `play()` to the first frame of an ad that was ready it took so long. */
  onStarted(tookMs: number): void;
  onFreed(ad: OpenAd): void;
}

/** What is heard of an ad that is shown. */
export interface ShownEars extends Required<Pick<AdEars, 'onNearEnd'>> {
  /** Returns how long the frame before stayed on the screen, in milliseconds; null: nobody knows. */
  onShown(): number | null;
  /** Each frame that was presented while it is seen. */
  onSeen(): void;
  /** How long the frame on the screen has been there, in milliseconds; null: nobody knows. */
  seenForMs(): number | null;
}

/** One ad in its own element. After `free` nothing of it is told any more. */
export interface OpenAd {
  readonly adInstanceId: string;
  readonly video: HTMLVideoElement;
  /** It is failed, left or freed, which it may be at once. */
  isOver(): boolean;
  /** Plays unseen and unheard for a while, so that `show` finds its frames running. Not shown by then, it is ready as before. */
  startAhead(sound: Sound): void;
  /**
   * Plays; at the first frame, or behind the frame on the screen where frames are running, the element is made visible and `onShown` is called, in one
   * task. What is told of it begins with the frame after that: the first one that was presented while it was seen.
   */
  show(sound: Sound, ears: ShownEars): void;
  play(): void;
  /** Unseen and unheard; nothing is told any more. */
  leave(): void;
  free: Undo;
}

type Phase = 'loading' | 'ready' | 'ahead' | 'starting' | 'showing' | 'failed' | 'left' | 'freed';

/** A frame is on the screen so long after its callback ran, and what is done to its element does not take it away. */
const RENDERED_MS = 8;
/** `MediaError.MEDIA_ERR_NETWORK`: of content's own line. */
const NETWORK = 2;
/** Whoever pauses all that a page plays, as headsets do, has paused the ad as well by so long after content. */
const BOTH_WITHIN_MS = 100;
/** An ad that was started ahead and is not shown within this waits at its beginning again. */
const AHEAD_WITHIN_MS = 800;

/** For so long the frame on the screen, which has been there for a while, is to be left alone; 0 or less: no longer. A busy page is past it by itself. */
export const renderedInMs = (seenForMs: number | null): number => RENDERED_MS - (seenForMs ?? 0);

/** No key of a headset, and no button of the system's, comes to a page that has not asked for it. A set with one decoder has neither. */
const mayPauseBoth = (): boolean => 'mediaSession' in navigator && !hasSingleDecoder(navigator.userAgent);

export function openAd(around: AdSurroundings, command: PrepareAd): OpenAd {
  const { content, tell } = around;
  const { adInstanceId } = command;
  const video = document.createElement('video');
  video.playsInline = true;
  video.preload = 'auto';
  let phase: Phase = 'loading';
  const isOver = (): boolean => phase === 'failed' || phase === 'left' || phase === 'freed';
  const hasStarted = (): boolean => phase === 'starting' || phase === 'showing';

  const undos: Undo[] = [placeOver(content, video)];
  if (!command.captioned && !around.choosesText) undos.push(followCaptions(video, content));
  const undo = together(undos);
  const free = (): void => {
    if (phase === 'freed') return;
    phase = 'freed';
    undo();
    around.onFreed(ad);
  };
  let failedAhead: Undo | undefined;
  /** `isSure`: of a refusal, that it is the device's. What may be anything else is not kept for its next start. */
  const fail = (error: AdError, detail: string, isSure = true): void => {
    if (isOver()) return;
    // The ad on the screen has its last frames to show: what is told now would end it.
    if (phase === 'ahead') {
      failedAhead ??= () => fail(error, detail, isSure);
      return;
    }
    if (error === 'ELEMENT_REFUSED' && isSure) rememberSecondElement(around.memory, false);
    // What is on the screen stays there until something else is.
    if (phase === 'showing' && error !== 'ELEMENT_REFUSED') phase = 'failed';
    else free();
    tell({ type: 'ad-failed', adInstanceId, error, detail });
  };
  const play = (): void =>
    playElement(video, (name, message) => {
      if (isOver()) return;
      if (name !== 'NotAllowedError') return fail(nameElementError(video.error, true), `${name}: ${message}`);
      if (video.muted) return fail('AUTOPLAY_REFUSED', message);
      video.muted = true;
      play();
    });
  let begunAtMs = NaN;
  // eslint-disable-next-line no-restricted-properties -- what it measures is how far ahead the next ad starts
  const nowMs = (): number => performance.now();
  const started = (): void => {
    if (begunAtMs >= 0) around.onStarted(nowMs() - begunAtMs);
    begunAtMs = NaN;
  };
  let framesAhead = 0;
  let aheadTimer: ReturnType<typeof setTimeout> | undefined;
  /** Unheard until it is seen: by its volume, since a mute is something that autoplay rules look at. */
  const begin = (sound: Sound): void => {
    video.muted = sound.muted;
    video.volume = 0;
    if (video.paused) begunAtMs = nowMs();
    play();
  };
  let gapMs: number | null = null;
  let droppedBefore = NaN; // of what was not seen; NaN: the element does not count
  const dropped = (): number => video.getVideoPlaybackQuality?.().droppedVideoFrames ?? NaN;
  /** The viewer has paused content before the ad's first frame. */
  let isPausedByViewer = (): boolean => false;
  let doubt: ReturnType<typeof setTimeout> | undefined;
  let stopHearing: Undo = () => undefined;
  const reveal = (sound: Sound, onShown: ShownEars['onShown']): void => {
    phase = 'showing';
    stopHearing();
    clearTimeout(deadline);
    droppedBefore = dropped();
    video.volume = sound.volume;
    video.style.visibility = 'visible';
    gapMs = onShown();
  };
  // What is on the screen goes on to where it breaks off.
  const length = watchLength(video, () => !hasStarted() && fail('MEDIA_DECODE', length.whyBroken() ?? ''));
  undos.push(length.undo);
  const tellFrame = (seconds: number): void => {
    const droppedFrames = dropped() - droppedBefore;
    tell({
      ...{ type: 'ad-frame', adInstanceId, adMs: seconds * 1000 },
      ...length.told(),
      ...(gapMs !== null && { gapMs }),
      ...(droppedFrames >= 0 && { droppedFrames }),
    });
    gapMs = null;
  };
  const start = (sound: Sound, { onShown, onSeen, onNearEnd }: ShownEars): void => {
    phase = 'starting';
    undos.push(
      watchAd(video, {
        isOn() {
          const isSeen = phase === 'showing';
          started();
          if (phase === 'starting') reveal(sound, onShown);
          if (isSeen) onSeen();
          return isSeen;
        },
        onFrame: tellFrame,
        onNearEnd,
        onState(state) {
          if (hasStarted()) tell({ type: 'ad-play-state', adInstanceId, state });
        },
        onEnd() {
          const why = length.whyBroken();
          if (why !== null) fail('MEDIA_DECODE', why);
          else if (hasStarted()) tell({ type: 'ad-ended', adInstanceId });
        },
      }),
    );
    const wasPaused = content.paused;
    begin(sound);
    // Not before: what a device does in answer to that is no call of the page.
    const calls = hearPauseCalls(content);
    isPausedByViewer = () => wasPaused || calls.wasCalled();
    undos.push((stopHearing = calls.stop));
  };
  const ad: OpenAd = {
    adInstanceId,
    video,
    isOver,
    play,
    free,
    leave() {
      if (phase === 'freed') return;
      phase = 'left';
      video.style.visibility = 'hidden';
      video.muted = true;
      video.pause();
    },
    startAhead(sound) {
      if (phase !== 'ready') return;
      phase = 'ahead';
      framesAhead = 0;
      undos.push(
        watchFrames(video, () => {
          framesAhead++;
          started();
        }),
      );
      aheadTimer = setTimeout(() => {
        phase = 'ready';
        video.pause();
        video.currentTime = 0;
        failedAhead?.();
      }, AHEAD_WITHIN_MS);
      begin(sound);
    },
    show(sound, ears) {
      if (phase !== 'loading' && phase !== 'ready' && phase !== 'ahead') return;
      clearTimeout(aheadTimer);
      if (phase !== 'ahead') return start(sound, ears);
      const swap = (): void => {
        start(sound, ears);
        if (failedAhead) failedAhead();
        else if (framesAhead > 0) reveal(sound, ears.onShown);
      };
      const restMs = renderedInMs(ears.seenForMs());
      if (restMs > 0) aheadTimer = setTimeout(swap, restMs);
      else swap();
    },
  };

  const takeAway = (type: string): void => {
    // A pause may be anybody's. An error ahead of the first `play()` is rather of content alone.
    fail('ELEMENT_REFUSED', `content element: ${type}`, type !== 'pause' && (hasStarted() || !content.error));
    around.onContentLost();
  };
  const load = (): Undo => {
    try {
      return around.load(video, command, fail);
    } catch (error) {
      fail('MEDIA_DECODE', String(error));
      return () => undefined;
    }
  };
  const deadline = setTimeout(
    () => fail('MEDIA_TIMEOUT', `not ready after ${around.readyWithinMs} ms: ${command.url}`),
    around.readyWithinMs,
  );
  undos.push(
    () => clearTimeout(deadline),
    () => clearTimeout(aheadTimer),
    listen(video, ['canplay'], () => {
      if (phase !== 'loading') return;
      phase = 'ready';
      clearTimeout(deadline);
      tell({ type: 'ad-ready', adInstanceId });
    }),
    watchElementError(video, command.url, hasStarted, fail),
    () => clearTimeout(doubt),
    listen(content, ['pause', 'play', 'error', 'loadstart', 'ended'], ({ type }) => {
      if (isOver()) return;
      const isStill = phase === 'starting' && content.paused && !content.ended && !around.stillness.isOurs;
      // What was to come waits with who holds content.
      if (type === 'pause' && isStill && isPausedByViewer()) return video.pause();
      if (type === 'play') return phase === 'starting' && video.paused ? play() : undefined;
      const isTaken = isStill || (type === 'error' && content.error?.code !== NETWORK);
      if (!isTaken && !carriesEventsOver(type, content)) return;
      if (type !== 'pause' || !isStill || !mayPauseBoth()) return takeAway(type);
      doubt = setTimeout(() => {
        if (!isOver() && content.paused && !video.paused) takeAway(type);
      }, BOTH_WITHIN_MS);
    }),
    load(),
  );
  if (isOver()) undo(); // it failed while it was being built
  return ad;
}
