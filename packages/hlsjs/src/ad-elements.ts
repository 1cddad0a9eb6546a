import type { Undo } from '@cutaway/core';
import type { ContentSound } from './content-sound.js';
import { openAd, type AdSurroundings, type OpenAd, type PrepareAd } from './open-ad.js';
import { frameParent } from './place-over.js';
import { watchFrames } from './watch-frames.js';

/** The one on the screen and the next. */
const MOST_ADS = 2;
/** A content that shows no frame any more does not keep an ad's decoder for longer than this. */
const LEAVE_WITHIN_MS = 250;

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
  let leave: Undo | null = null;

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
  const freeAll = (): void => {
    leave?.();
    for (const ad of ads) ad.free();
  };
  return {
    prepare(command) {
      if (find(command.adInstanceId)) return;
      leave?.();
      if (ads.length >= MOST_ADS) ads.find((ad) => ad !== shown)?.free();
      unframe ??= frameParent(content);
      ads = [...ads, openAd({ ...around, onFreed }, command)];
    },
    show(id) {
      const ad = find(id);
      ad?.show(sound.wanted(), () => onShown(ad));
    },
    drop: (id) => find(id)?.free(),
    showContent() {
      const last = shown;
      shown = null;
      if (last) {
        last.video.style.visibility = 'hidden';
        last.video.muted = true;
        sound.restore();
        last.video.pause();
      }
      for (const ad of ads) if (ad !== last) ad.free();
      if (!last) return;
      // Tearing a decoder down takes a while: not before the content's next frame is out.
      leave?.();
      const unwatch = watchFrames(content, () => leave?.());
      const timer = setTimeout(() => leave?.(), LEAVE_WITHIN_MS);
      leave = () => {
        leave = null;
        unwatch();
        clearTimeout(timer);
        last.free();
      };
    },
    shown: () => shown,
    stop: freeAll,
  };
}
