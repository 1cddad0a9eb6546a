import type { PlayerCommand, PlayerHost, Undo } from '@cutaway/core';
import type { ElementOptions } from './element-port.js';
import { holdContent } from './hold-content.js';
import { atNextFrame } from './next-frame.js';
import { lendSound } from './lend-sound.js';
import { openAd, type AdSurroundings, type OpenAd } from './open-ad.js';
import { frameParent } from './place-over.js';
import type { ContentSound } from './content-sound.js';
import type { PlayedContent } from './watch-content.js';

export { loadFile } from './load-file.js';
export { withReattach } from './with-reattach.js';

/** The one on the screen and the next. */
const MOST_ADS = 2;
const FREE_WITHIN_MS = 80;
/** Content that waited plays on from its buffer. */
const GO_ON_WITHIN_MS = 1000;

export type AdCommand = Extract<
  PlayerCommand,
  { type: 'prepare-ad' | 'show-ad' | 'drop-ad' | 'show-content' | 'reload-content' }
>;

/** The ads that are played apart from content. Ids that are not known change nothing. */
export interface SecondElement {
  run(command: AdCommand): void;
  /** The element with the ad on the screen, or null. The content's own: it is away, and comes back by a command. */
  shown(): Pick<OpenAd, 'video' | 'play'> | null;
  stop: Undo;
}

/** What is given along to the code that is loaded with the first ad. */
export interface SecondElementSurroundings extends Omit<AdSurroundings, 'onFreed'> {
  readonly sound: ContentSound;
  /** What is told of content. Replaced while that is not to be heard, or not true. */
  readonly ofContent: { tell: PlayerHost['tell'] };
  readonly played: PlayedContent;
  readonly options: ElementOptions;
}

/** Nothing is touched before the first command. The only door of the code that is loaded on demand. */
export function secondElement(around: SecondElementSurroundings): SecondElement {
  const { content } = around;
  const sound = lendSound(content, around.sound);
  let ads: readonly OpenAd[] = [];
  let shown: OpenAd | null = null;
  let unframe: Undo | null = null;
  let finishLeaving: Undo = () => undefined;
  let release: Undo | null = null;

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
  const onShown = (ad: OpenAd, holds = false): void => {
    if (holds) release ??= holdContent(around);
    const before = shown;
    shown = ad;
    sound.lend(({ muted, volume }) => Object.assign(ad.video, { muted, volume }));
    before?.free();
  };
  /** The ad's last frame stays until the content underneath has a new one; the decoder is torn down a frame later, since that takes a while. */
  const leaveAd = (ad: OpenAd, wasHeld: boolean): void => {
    finishLeaving = atNextFrame(content, wasHeld ? GO_ON_WITHIN_MS : FREE_WITHIN_MS, () => {
      ad.leave();
      sound.restore();
      finishLeaving = atNextFrame(content, FREE_WITHIN_MS, () => ad.free());
    });
  };
  /** What is left of a leaving, at once: it has two steps. */
  const finish = (): void => {
    finishLeaving();
    finishLeaving();
  };
  const letGo = (): void => {
    release?.();
    release = null;
  };
  const showContent = (): void => {
    const last = shown;
    shown = null;
    for (const ad of ads) if (ad !== last) ad.free();
    const wasHeld = !!release;
    letGo();
    if (last) leaveAd(last, wasHeld);
  };
  const prepare = (command: Extract<AdCommand, { type: 'prepare-ad' }>): void => {
    if (find(command.adInstanceId)) return;
    finish();
    if (ads.length >= MOST_ADS) ads.find((ad) => ad !== shown)?.free();
    unframe ??= frameParent(content);
    ads = [...ads, openAd({ ...around, onFreed }, command)];
  };
  const show = ({ adInstanceId, holds }: Extract<AdCommand, { type: 'show-ad' }>): void => {
    finish();
    const ad = find(adInstanceId);
    ad?.show(around.sound.read(), () => onShown(ad, holds));
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
      }
    },
    shown: () => shown,
    stop() {
      letGo();
      finish();
      for (const ad of ads) ad.free();
    },
  };
}
