import type { Undo } from '@cutaway/core';
import type { AdCommand, SecondElement, SecondElementSurroundings } from './ads-apart.js';
import { atNextFrame } from './next-frame.js';
import { lendCaptions } from './lend-captions.js';
import { lendSound } from './lend-sound.js';
import { openAd, type OpenAd } from './open-ad.js';
import { frameParent } from './place-over.js';
import { contentHold } from './content-hold.js';

export type { AdCommand, SecondElement, SecondElementSurroundings } from './ads-apart.js';
export { loadFile } from './load-file.js';
export { withReattach } from './with-reattach.js';

/** The one on the screen and the next. */
const MOST_ADS = 2;
const FREE_WITHIN_MS = 80;

/** Content that waited plays on from its buffer. */
const GO_ON_WITHIN_MS = 1000;

/** Nothing is touched before the first command. The only door of the code that is loaded on demand. */
export function secondElement(around: SecondElementSurroundings): SecondElement {
  const { content } = around;
  const sound = lendSound(content, around.sound);
  const captions = lendCaptions(content, around.captionBoxes);
  const hold = contentHold(around);
  let ads: readonly OpenAd[] = [];
  let shown: OpenAd | null = null;
  let unframe: Undo | null = null;
  let finishLeaving: Undo = () => undefined;
  let starting: ReturnType<typeof setTimeout> | undefined;

  const giveBack = (): void => {
    sound.restore();
    captions.restore();
  };
  const onFreed = (freed: OpenAd): void => {
    ads = ads.filter((ad) => ad !== freed);
    if (shown === freed) {
      shown = null;
      giveBack();
    }
    if (ads.length > 0) return;
    unframe?.();
    unframe = null;
  };
  const find = (id: string): OpenAd | undefined => ads.find((ad) => ad.adInstanceId === id);
  const onShown = (ad: OpenAd, isInserted: boolean): void => {
    const before = shown;
    shown = ad;
    captions.hide();
    if (isInserted) hold.keepStill();
    sound.lend(({ muted, volume }) => Object.assign(ad.video, { muted, volume }));
    before?.free();
  };
  /** The ad's last frame stays until the content underneath has a new one; the decoder is torn down a frame later, since that takes a while. */
  const leaveAd = (ad: OpenAd, wasStill: boolean): void => {
    finishLeaving = atNextFrame(content, wasStill ? GO_ON_WITHIN_MS : FREE_WITHIN_MS, () => {
      ad.leave();
      giveBack();
      finishLeaving = atNextFrame(content, FREE_WITHIN_MS, () => ad.free());
    });
  };
  /** What is left of a leaving, at once: it has two steps. */
  const finish = (): void => {
    finishLeaving();
    finishLeaving();
  };
  const showContent = (): void => {
    const last = shown;
    shown = null;
    clearTimeout(starting);
    const wasStill = around.stillness.isOurs;
    hold.letGo();
    for (const ad of ads) if (ad !== last) ad.free();
    if (last) leaveAd(last, wasStill);
  };
  const prepare = (command: Extract<AdCommand, { type: 'prepare-ad' }>): void => {
    if (find(command.adInstanceId)) return;
    finish();
    if (ads.length >= MOST_ADS) ads.find((ad) => ad !== shown)?.free();
    unframe ??= frameParent(content);
    ads = [...ads, openAd({ ...around, onFreed }, command)];
  };
  const show = ({ adInstanceId, holds, inMs = 0 }: Extract<AdCommand, { type: 'show-ad' }>): void => {
    finish();
    const begin = (): void => {
      const ad = find(adInstanceId);
      ad?.show(around.sound.read(), () => onShown(ad, !!holds));
    };
    if (inMs > 0) starting = setTimeout(begin, inMs);
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
      clearTimeout(starting);
      for (const ad of ads) ad.free();
      hold.letGo();
    },
  };
}
