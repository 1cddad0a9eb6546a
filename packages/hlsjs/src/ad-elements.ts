import type { Undo } from '@cutaway/core';
import type { ContentSound } from './content-sound.js';
import { atNextFrame } from './next-frame.js';
import { openAd, type AdSurroundings, type OpenAd, type PrepareAd } from './open-ad.js';
import { frameParent } from './place-over.js';

/** The one on the screen and the next. */
const MOST_ADS = 2;
const FREE_WITHIN_MS = 250;

/** The ads in elements of their own. Ids that are not known change nothing. */
export interface AdElements {
  prepare(command: PrepareAd): void;
  show(adInstanceId: string): void;
  drop(adInstanceId: string): void;
  showContent(): void;
  /** The ad on the screen, or null. */
  shown(): OpenAd | null;
  stop: Undo;
}

export function adElements(around: Omit<AdSurroundings, 'onFreed'>, sound: ContentSound): AdElements {
  const { content } = around;
  let ads: readonly OpenAd[] = [];
  let shown: OpenAd | null = null;
  let unframe: Undo | null = null;
  let finishLeaving: Undo = () => undefined;

  const onFreed = (freed: OpenAd): void => {
    ads = ads.filter((ad) => ad !== freed);
    if (shown === freed) {
      shown = null;
      sound.restore();
    }
    if (ads.length > 0) return;
    unframe?.();
    unframe = null;
  };
  const find = (id: string): OpenAd | undefined => ads.find((ad) => ad.adInstanceId === id);
  const onShown = (ad: OpenAd): void => {
    const before = shown;
    shown = ad;
    sound.lend(({ muted, volume }) => Object.assign(ad.video, { muted, volume }));
    before?.free();
  };
  /** The content went on underneath, so it is there at once; the ad's decoder is torn down a frame later, since that takes a while. */
  const leaveAd = (ad: OpenAd): void => {
    ad.leave();
    sound.restore();
    finishLeaving = atNextFrame(content, FREE_WITHIN_MS, () => ad.free());
  };
  const freeAll = (): void => {
    finishLeaving();
    for (const ad of ads) ad.free();
  };
  return {
    prepare(command) {
      if (find(command.adInstanceId)) return;
      finishLeaving();
      if (ads.length >= MOST_ADS) ads.find((ad) => ad !== shown)?.free();
      unframe ??= frameParent(content);
      ads = [...ads, openAd({ ...around, onFreed }, command)];
    },
    show(id) {
      finishLeaving();
      const ad = find(id);
      ad?.show(sound.wanted(), () => onShown(ad));
    },
    drop: (id) => find(id)?.free(),
    showContent() {
      const last = shown;
      shown = null;
      for (const ad of ads) if (ad !== last) ad.free();
      if (last) leaveAd(last);
    },
    shown: () => shown,
    stop: freeAll,
  };
}
