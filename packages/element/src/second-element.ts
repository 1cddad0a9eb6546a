import type { PlayerCommand, Undo } from '@cutaway/core';
import { atNextFrame } from './next-frame.js';
import { lendCaptions } from './lend-captions.js';
import { lendSound } from './lend-sound.js';
import { openAd, type AdSurroundings, type OpenAd } from './open-ad.js';
import { frameParent } from './place-over.js';
import { contentHold, type HoldSurroundings } from './content-hold.js';
import type { ContentSound } from './content-sound.js';

export { loadFile } from './load-file.js';

/** The one on the screen and the next. */
const MOST_ADS = 2;
const FREE_WITHIN_MS = 80;

export type AdCommand = Extract<
  PlayerCommand,
  { type: 'prepare-ad' | 'show-ad' | 'drop-ad' | 'show-content' | 'hold-content' }
>;

/** The ads in elements of their own. Ids that are not known change nothing. */
export interface SecondElement {
  run(command: AdCommand): void;
  /** The ad on the screen, or null. */
  shown(): OpenAd | null;
  stop: Undo;
}

/** What is given along to the code that is loaded with the first ad. */
export interface SecondElementSurroundings extends Omit<AdSurroundings, 'onFreed'>, HoldSurroundings {
  readonly sound: ContentSound;
  /** Where the player draws captions by itself. Left out: it does not. */
  readonly captionBoxes?: () => Iterable<HTMLElement>;
}

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
  const leaveAd = (ad: OpenAd): void => {
    finishLeaving = atNextFrame(content, FREE_WITHIN_MS, () => {
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
    hold.letGo();
    for (const ad of ads) if (ad !== last) ad.free();
    if (last) leaveAd(last);
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
    stop() {
      finish();
      clearTimeout(starting);
      for (const ad of ads) ad.free();
      hold.letGo();
    },
  };
}
