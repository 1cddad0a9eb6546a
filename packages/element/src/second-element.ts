import type { Undo } from '@cutaway/core';
import { afterPlay } from './after-play.js';
import type { AdCommand, SecondElement, SecondElementSurroundings } from './ads-apart.js';
import { behindAds } from './behind-ads.js';
import { atNextFrame } from './next-frame.js';
import { heldEnd } from './held-end.js';
import { lendCaptions } from './lend-captions.js';
import { lendSound } from './lend-sound.js';
import { together } from './listen.js';
import { openAd, renderedInMs, type OpenAd } from './open-ad.js';
import { frameParent } from './place-over.js';
import { screenClock } from './screen-clock.js';
import { contentHold } from './content-hold.js';
import { hasSingleDecoder } from './has-single-decoder.js';

export type { AdCommand, SecondElement, SecondElementSurroundings } from './ads-apart.js';
export { chooseText } from './choose-text.js';
export { loadFile } from './load-file.js';
export { withReattach } from './with-reattach.js';

/** The one on the screen and the next. */
const MOST_ADS = 2;
const FREE_WITHIN_MS = 80;
/** So long it takes at least, and at most, until the first frame of a warm element is told. */
const LEAST_START_MS = 80;
const MOST_START_MS = 400;

/** Content that waited plays on from its buffer. */
const GO_ON_WITHIN_MS = 1000;

/** Nothing is touched before the first command. The only door of the code that is loaded on demand. */
export function secondElement(around: SecondElementSurroundings): SecondElement {
  const { content } = around;
  const screen = screenClock(around);
  const sound = lendSound(content, around.sound);
  const captions = lendCaptions(content, around.captionBoxes);
  const hold = contentHold(around);
  let ads: readonly OpenAd[] = [];
  const end = heldEnd(
    content,
    around.tell,
    () => ads.length > 0,
    () => finish(),
  );
  let shown: OpenAd | null = null;
  let unframe: Undo | null = null;
  /** Content is heard as usual again. */
  let hearContent: Undo = () => undefined;
  let finishLeaving: Undo = () => undefined;
  let unstart: Undo = () => undefined;
  let ahead: ReturnType<typeof setTimeout> | undefined;
  /** As it was with the ads before: a slow device takes three times as long. */
  let startMs = LEAST_START_MS;
  // A probe tries one video beside the content, not two.
  const playsThree = !hasSingleDecoder(navigator.userAgent);

  const giveBack = (): void => {
    sound.restore();
    captions.restore();
  };
  const onFreed = (freed: OpenAd): void => {
    ads = ads.filter((ad) => ad !== freed);
    if (shown === freed) {
      shown = null;
      hearContent();
      giveBack();
    }
    if (ads.length > 0) return;
    unframe?.();
    unframe = null;
    end.tell();
  };
  const onStarted = (tookMs: number): void => {
    startMs = Math.min(MOST_START_MS, Math.max(LEAST_START_MS, (startMs + tookMs) / 2));
  };
  const find = (id: string): OpenAd | undefined => ads.find((ad) => ad.adInstanceId === id);
  const onShown = (ad: OpenAd, isInserted: boolean): number | null => {
    const before = shown;
    shown = ad;
    const gapMs = screen.gapMs();
    screen.onFrame();
    captions.hide();
    // An ad that is inserted came while content was to play, whatever its element does so close to its end.
    if (isInserted) hold.keepStill(true);
    sound.lend(({ muted, volume }) => Object.assign(ad.video, { muted, volume }));
    if (before) hide(before, ad.video);
    else hearContent = behindAds(around.ofContent);
    return gapMs;
  };
  /** The decoder is torn down a frame later, since that takes a while. */
  const hide = (ad: OpenAd, under: HTMLVideoElement): void => {
    ad.leave();
    finishLeaving = atNextFrame(under, FREE_WITHIN_MS, () => ad.free());
  };
  /** Content that runs underneath is there at once; over one that waited the ad's last frame stays until it has a new one. */
  const leaveAd = (ad: OpenAd, wasStill: boolean): void => {
    screen.goBack();
    const leave = (): void => {
      screen.isBack();
      hide(ad, content);
      giveBack();
    };
    if (wasStill) {
      finishLeaving = atNextFrame(content, GO_ON_WITHIN_MS, leave);
      return;
    }
    const restMs = renderedInMs(screen.gapMs());
    if (restMs <= 0) return leave();
    const timer = setTimeout(leave, restMs);
    finishLeaving = () => {
      clearTimeout(timer);
      leave();
    };
  };
  /** The ad that waits starts unseen, so that it has a frame when the one on the screen has its last. */
  const startNext = (): void => {
    for (const ad of ads) if (ad !== shown) ad.startAhead(around.sound.read());
  };
  const onNearEnd = (leftMs: number): void => {
    clearTimeout(ahead);
    if (playsThree) ahead = setTimeout(startNext, leftMs - startMs);
  };
  /** What is left of a leaving, at once: it has two steps. */
  const finish = (): void => {
    finishLeaving();
    finishLeaving();
  };
  const showContent = (): void => {
    const last = shown;
    shown = null;
    hearContent();
    unstart();
    clearTimeout(ahead);
    // Content that is at its end has no new frame.
    const wasStill = around.stillness.isOurs && !content.ended;
    hold.letGo();
    for (const ad of ads) if (ad !== last) ad.free();
    if (last) leaveAd(last, wasStill);
  };
  const prepare = (command: Extract<AdCommand, { type: 'prepare-ad' }>): void => {
    if (find(command.adInstanceId)) return;
    finish();
    if (ads.length >= MOST_ADS) ads.find((ad) => ad !== shown)?.free();
    unframe ??= together([frameParent(content), screen.watchContent(() => !shown)]);
    const ad = openAd({ ...around, onFreed, onStarted }, command);
    if (!ad.isOver()) ads = [...ads, ad];
  };
  const show = ({ adInstanceId, holds, inMs = 0 }: Extract<AdCommand, { type: 'show-ad' }>): void => {
    finish();
    const begin = (): void => {
      const ad = find(adInstanceId);
      ad?.show(around.sound.read(), {
        ...{ onShown: () => onShown(ad, !!holds), onSeen: screen.onFrame, onNearEnd },
        seenForMs: screen.gapMs,
      });
    };
    unstart();
    if (inMs > 0) unstart = afterPlay(content, inMs, around.stillness, begin);
    else begin();
  };
  return {
    run(command) {
      switch (command.type) {
        case 'prepare-ad':
          return prepare(command);
        case 'show-ad':
          return show(command);
        case 'drop-ad':
          return find(command.adInstanceId)?.free();
        case 'show-content':
          return showContent();
        case 'hold-content':
          return hold.keepStill();
      }
    },
    shown: () => shown,
    release: hold.release,
    stop() {
      finish();
      unstart();
      clearTimeout(ahead);
      for (const ad of ads) ad.free();
      end.tell();
      end.stop();
      hold.letGo();
    },
  };
}
