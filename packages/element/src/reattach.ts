import type { PlayerHost, Undo } from '@cutaway/core';
import { afterPlay } from './after-play.js';
import { hasSingleDecoder } from './has-single-decoder.js';
import { hearPauseCalls, type PauseCalls } from './hear-pause-calls.js';
import { inTurn } from './in-turn.js';
import { keepLastFrame } from './last-frame.js';
import { lendElement, type LentElement } from './lend-element.js';
import { openLentAd, type LentAd, type PrepareHow } from './lent-ad.js';
import { atNextFrame } from './next-frame.js';
import { playOnce } from './play-once.js';
import { reusesKeys } from './reuses-keys.js';
import { sinceTold } from './since-told.js';
import { watchFrames } from './watch-frames.js';
import type { AdCommand, SecondElement, SecondElementSurroundings } from './ads-apart.js';

export type { PreparedAd, PrepareHow } from './lent-ad.js';
export { prepareFile } from './prepare-file.js';

/** How an engine gives its content's element away and takes it back. What takes time answers with a promise. */
export interface ReattachEngine {
  /** Nothing of content is on the element afterwards. */
  detach(): unknown;
  /** As of an ad: of `attach`, and of `detach`. */
  readonly swapsAtOnce?: boolean;
  /**
   * Loads content into the element, from a place in seconds of its media time. Left out: it has not begun, and does so where it would have.
   * Called again, it does so again.
   */
  attach(fromSeconds?: number): unknown;
  /** Fetches what content goes on with from such a place, so that it is near when it is attached there. Left out: nothing can be. */
  warm?(fromSeconds: number): void;
  /**
   * Puts the stream on the element and loads it anew, from a place in seconds of its media time. Left out: a live one starts at its edge,
   * any other at its beginning.
   */
  reload(fromSeconds?: number): unknown;
  prepare: PrepareHow;
}

type Leaving = Pick<LentAd, 'free' | 'swapsAtOnce'>;

const AWAY = { spans: () => [], latencySeconds: () => null, recover: () => undefined };
/** Sets that change their one decoder slowly are given so long between two sources. */
const SETTLE_ON_TV_MS = 100;
/** For so long a frame that is not near the place where content goes on is not taken for its first. */
const STRAY_MS = 1000;
const NEAR_MS = 5000;
const FREED_WITHIN_MS = 1000;
/** Before the end of the last ad: long enough for a segment, and not so long that content goes on with another one. */
const WARM_SECONDS = 2;

/**
 * Ads in the content's own element, one source after the other. Who has the element holds a token; what comes late of an owner
 * before changes nothing. The only door of the code that is loaded with the first such ad.
 */
export function reattach(
  around: Omit<SecondElementSurroundings, 'load'> & { readonly engine: ReattachEngine },
): SecondElement {
  const { content: video, tell, ofContent, played, options, engine, stillness } = around;
  const { settleMs = hasSingleDecoder(navigator.userAgent) ? SETTLE_ON_TV_MS : 0 } = options;
  // eslint-disable-next-line no-restricted-properties -- it measures how long content was away
  const nowMs = (): number => performance.now();
  const own = { ...played };
  const turns = inTurn(settleMs);
  const ads = new Map<string, LentAd>();
  /** Whose the element is: an ad, or content on its way back. null: content has it. */
  let owner: LentAd | LentElement | null = null;
  let lent: LentElement | null = null;
  /** Where content was last told to go on. */
  let backSeconds: number | undefined;
  let uncover: Undo = () => undefined;
  /** Text of content comes no more. */
  let unread: Undo = () => undefined;
  let frameAtMs = NaN;
  /** How long the frame before the last one stayed. */
  let gapMs = NaN;
  // Before the ads' own, so that it hears a frame ahead of them.
  const unwatch = watchFrames(video, (seconds) => {
    gapMs = nowMs() - frameAtMs;
    frameAtMs = nowMs();
    warm(video.duration - seconds);
  });
  let warmed: unknown;
  /** Once, when the last ad that is here is about to end. */
  const warm = (leftSeconds: number): void => {
    if (!lent || owner === lent || owner === warmed || ads.size > 1 || !(leftSeconds < WARM_SECONDS)) return;
    warmed = owner;
    const fromSeconds = lent.resumeSeconds(undefined, leftSeconds);
    if (fromSeconds !== undefined) engine.warm?.(fromSeconds);
  };

  const play = playOnce(video, (name, message) => {
    if (owner && owner !== lent)
      (owner as LentAd).fail(name === 'NotAllowedError' ? 'AUTOPLAY_REFUSED' : 'MEDIA_DECODE', `${name}: ${message}`);
  });
  const cover = (): void => {
    const next = keepLastFrame(video);
    if (!next) return;
    uncover();
    uncover = next;
  };
  /** What comes next is to wait: the viewer has paused since it was ordered. */
  let pauses: PauseCalls | null = null;
  const hearPauses = (): PauseCalls => {
    pauses?.stop();
    return (pauses = hearPauseCalls(video));
  };
  const hearNoPauses = (): void => {
    pauses?.stop();
    pauses = null;
  };
  /** Content's last frames are still to come before it leaves. */
  let unstart: Undo = () => undefined;
  const free = (ad: LentAd): void => {
    if (!forget(ad)) return;
    if (ad === owner) turns.detach(ad.free);
    else turns.add(ad.free);
  };
  const forget = (ad: LentAd): boolean => {
    ad.silence();
    return ads.delete(ad.adInstanceId);
  };
  /**
   * What has the element leaves it, and the next source comes. To empty it in between takes tens of milliseconds, so where both can the next
   * one takes it over; but not on sets that need time between two sources, and not where the next one takes its time: what is on the element
   * is told to play as soon as the next one is, and would.
   */
  const change = (leaving: Leaving | null, coming: Pick<Leaving, 'swapsAtOnce'>, come: () => unknown): void => {
    if (leaving?.swapsAtOnce && coming.swapsAtOnce && settleMs === 0)
      return turns.add(() => {
        try {
          return come();
        } finally {
          leaving.free();
        }
      });
    if (leaving) turns.detach(leaving.free);
    turns.add(come);
  };
  /** The ad that has the element. null: it is content's, or was dropped. */
  const shownAd = (): LentAd | null => (owner && owner !== lent && forget(owner as LentAd) ? (owner as LentAd) : null);
  /** What the engine would do to the element, or say of it, is content's: not now. */
  const lend = (): void => {
    unread();
    lent = lendElement(video, { ...played }, nowMs);
    backSeconds = undefined;
    ofContent.tell = () => undefined;
    ofContent.isAway = true;
    Object.assign(played, { ...AWAY, reload });
  };
  /** What was live starts at its edge; anything else where it was to go on, else where it was. At its beginning no place is needed. */
  const reload = (mediaSeconds?: number): void => {
    if (lent) bringBack(lent, (!lent.isLive && (backSeconds ?? mediaSeconds)) || undefined, engine.reload);
  };
  /** Content's first frame is on the element. */
  const giveBack = (say: PlayerHost['tell']): void => {
    lent = owner = null;
    hearNoPauses();
    Object.assign(played, own);
    uncover();
    ofContent.tell = say;
    ofContent.isAway = false;
    const seconds = played.latencySeconds();
    if (seconds !== null) tell({ type: 'latency', latencyMs: seconds * 1000 });
  };

  const show = (ad: LentAd | undefined): void => {
    if (!ad?.isReady() || ad === owner) return;
    if (video.style.visibility !== 'hidden') cover(); // held back, nothing of content was seen yet
    const leaving = lent ? shownAd() : { free: engine.detach, swapsAtOnce: engine.swapsAtOnce };
    if (!lent) lend();
    const { reads = null } = lent ?? {};
    owner = ad;
    const { isHeld } = hearPauses();
    const start = (): void => {
      if (owner !== ad) return;
      if (isHeld()) tell({ type: 'ad-play-state', adInstanceId: ad.adInstanceId, state: 'paused' });
      else play();
    };
    change(leaving, ad, () => {
      if (owner !== ad) return;
      const answer = ad.attach(video, reads, () => {
        video.style.visibility = '';
        uncover();
        hearNoPauses();
        return gapMs;
      });
      video.playbackRate = 1;
      start();
      // A player that sets its source only later has ended that call.
      return answer && Promise.resolve(answer).then(start);
    });
  };

  /** `fromSeconds` left out: the stream says where it starts. */
  const bringBack = (
    at: LentElement,
    fromSeconds: number | undefined,
    load: (fromSeconds?: number) => unknown,
  ): void => {
    if (owner !== lent) cover();
    const leaving = shownAd();
    const token = (owner = lent = { ...at });
    const { isHeld } = hearPauses();
    change(leaving, engine, () => {
      if (owner !== token) return;
      Object.assign(played, { ...own, reload: played.reload });
      const sinceMs = nowMs();
      const isStray = (mediaMs: number): boolean =>
        fromSeconds !== undefined && Math.abs(mediaMs - fromSeconds * 1000) > NEAR_MS && nowMs() - sinceMs < STRAY_MS;
      const say = sinceTold(tell, 'playing');
      /** That it plays is our doing, until the viewer pauses it. */
      let wasPaused = false;
      ofContent.tell = (fact) => {
        if (owner !== token) return;
        if (fact.type === 'play-state') {
          wasPaused = wasPaused || fact.state === 'paused';
          if (wasPaused) say(fact);
        }
        if (fact.type !== 'content-frame' || isStray(fact.mediaMs)) return;
        giveBack(say);
        say(fact);
      };
      const go = (): void => {
        if (owner !== token) return;
        unread();
        unread = at.restore();
        if (!isHeld()) return play();
        wasPaused = true;
        say({ type: 'play-state', state: 'paused' });
      };
      const answer = load(fromSeconds);
      go();
      return Promise.resolve(answer).then(go);
    });
    for (const ad of [...ads.values()]) free(ad);
  };

  /** Content whose keys would be of no use when it is back does not leave. */
  const prepareHow = (): PrepareHow =>
    lent || !video.mediaKeys || (options.reusesKeys ?? reusesKeys(navigator.userAgent)) ? engine.prepare : refuseAd;

  return {
    run(command: AdCommand) {
      switch (command.type) {
        case 'prepare-ad':
          if (!ads.has(command.adInstanceId)) ads.set(command.adInstanceId, openLentAd(around, prepareHow(), command));
          return;
        case 'show-ad': {
          const { adInstanceId, inMs = 0 } = command;
          unstart();
          if (inMs > 0) unstart = afterPlay(video, inMs, stillness, () => show(ads.get(adInstanceId)));
          else show(ads.get(adInstanceId));
          return;
        }
        case 'drop-ad': {
          const ad = ads.get(command.adInstanceId);
          if (ad && ad === owner) cover();
          return ad && free(ad);
        }
        case 'show-content':
          unstart();
          if (lent) return bringBack(lent, (backSeconds = lent.resumeSeconds(command.programMs)), engine.attach);
          return ads.forEach(free);
        case 'hold-content':
          return; // content in its element is kept still by the code of the second element
      }
    },
    shown: () => (lent ? { video, play } : null),
    stop() {
      unstart();
      unwatch();
      unread();
      if (lent && owner !== lent) bringBack(lent, lent.resumeSeconds(undefined), engine.attach);
      else ads.forEach(free);
      hearNoPauses();
      ofContent.tell = tell;
      ofContent.isAway = false;
      Object.assign(played, own);
      atNextFrame(video, FREED_WITHIN_MS, () => uncover());
    },
  };
}

const refuseAd: PrepareHow = (_ad, { failed }) => {
  void Promise.resolve().then(() =>
    failed('ELEMENT_REFUSED', 'content is protected, and its keys cannot be used again'),
  );
  return { attach: () => undefined, free: () => undefined };
};
