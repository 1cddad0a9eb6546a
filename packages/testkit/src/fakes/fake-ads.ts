import type { PlayerCommand, PlayerFact, Ports, Undo } from '@cutaway/core';

type AdFailed = Extract<PlayerFact, { type: 'ad-failed' }>;
type PrepareAd = Extract<PlayerCommand, { type: 'prepare-ad' }>;
type ShowAd = Extract<PlayerCommand, { type: 'show-ad' }>;

/** What becomes of an ad: its length, or why it does not load. */
export type FakeAd = { readonly durationMs: number } | AdFailed['error'];

export interface FakeAdsOptions {
  readonly clock: Ports['clock'];
  readonly made: (url: string) => FakeAd;
  readonly tell: (fact: PlayerFact) => void;
  readonly frameMs: number;
}

/** The ads of a fake player that play apart from content, in elements of their own or in the content's. */
export interface FakeAds {
  prepare(ad: PrepareAd): void;
  show(ad: ShowAd): void;
  drop(adInstanceId: string): void;
  clear(): void;
  setPaused(value: boolean): void;
  /** The ad on the screen, or null. */
  shown(): string | null;
  /** Whether content has its element, has left it to ads, or waits in it. */
  content(): 'there' | 'detached' | 'held';
  /** The ad of which a frame comes to the screen now, or null. */
  frame(): string | null;
}

interface Element extends Pick<PrepareAd, 'adInstanceId' | 'reattach'> {
  readonly ad: FakeAd;
  adMs: number;
  phase: 'waiting' | 'on' | 'paused' | 'ended';
  readonly stop: Undo;
}

const READY_AFTER_MS = 200;
const TELL_EVERY_MS = 120;
/** From one source of an element to the first frame of the next. */
export const ATTACH_MS = 80;

export function createFakeAds({ clock, made, tell, frameMs }: FakeAdsOptions): FakeAds {
  const elements = new Map<string, Element>();
  let content: ReturnType<FakeAds['content']> = 'there';
  let startsAtMs = 0;
  const onScreen = (): Element | undefined => [...elements.values()].find(({ phase }) => phase !== 'waiting');
  const drop = (adInstanceId: string): void => {
    elements.get(adInstanceId)?.stop();
    elements.delete(adInstanceId);
  };
  return {
    prepare({ adInstanceId, url, reattach }) {
      if (elements.has(adInstanceId)) return;
      const ad = made(url);
      const fact: PlayerFact =
        typeof ad === 'string'
          ? { type: 'ad-failed', adInstanceId, error: ad, detail: url }
          : { type: 'ad-ready', adInstanceId };
      const stop = clock.after(READY_AFTER_MS, () => tell(fact));
      elements.set(adInstanceId, { adInstanceId, ad, ...(reattach && { reattach }), adMs: 0, phase: 'waiting', stop });
    },
    show({ adInstanceId, holds }) {
      const next = elements.get(adInstanceId);
      if (next?.phase !== 'waiting') return;
      const before = onScreen();
      if (before) drop(before.adInstanceId);
      next.phase = 'on';
      startsAtMs = clock.nowMs() + (next.reattach ? ATTACH_MS : 0);
      if (next.reattach) content = 'detached';
      else if (holds && content === 'there') content = 'held';
    },
    drop,
    clear() {
      for (const id of [...elements.keys()]) drop(id);
      content = 'there';
    },
    setPaused(value) {
      const shown = onScreen();
      if (shown?.phase !== (value ? 'on' : 'paused')) return;
      shown.phase = value ? 'paused' : 'on';
      tell({ type: 'ad-play-state', adInstanceId: shown.adInstanceId, state: value ? 'paused' : 'playing' });
    },
    shown: () => onScreen()?.adInstanceId ?? null,
    content: () => content,
    frame() {
      const shown = onScreen();
      if (shown?.phase !== 'on' || clock.nowMs() < startsAtMs) return null;
      const { adInstanceId, ad, adMs } = shown;
      const durationMs = typeof ad === 'string' ? 0 : ad.durationMs;
      if (adMs >= durationMs) {
        shown.phase = 'ended';
        tell({ type: 'ad-ended', adInstanceId });
        return null;
      }
      // An element of its own sees each frame and counts them: one is lost at the start.
      const first = { gapMs: shown.reattach ? ATTACH_MS : frameMs };
      const seen = adMs === 0 ? first : !shown.reattach && { droppedFrames: 1 };
      if (adMs % TELL_EVERY_MS === 0) tell({ type: 'ad-frame', adInstanceId, adMs, durationMs, ...seen });
      shown.adMs += frameMs;
      return adInstanceId;
    },
  };
}
