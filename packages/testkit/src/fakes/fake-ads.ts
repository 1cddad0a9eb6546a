import type { PlayerFact, Ports, Undo } from '@cutaway/core';

type AdFailed = Extract<PlayerFact, { type: 'ad-failed' }>;

/** What becomes of an ad: its length, or why it does not load. */
export type FakeAd = { readonly durationMs: number } | AdFailed['error'];

export interface FakeAdsOptions {
  readonly clock: Ports['clock'];
  readonly made: (url: string) => FakeAd;
  readonly tell: (fact: PlayerFact) => void;
  readonly frameMs: number;
}

/** The ads of a fake player that play in elements of their own. */
export interface FakeAds {
  prepare(adInstanceId: string, url: string): void;
  show(adInstanceId: string): void;
  drop(adInstanceId: string): void;
  clear(): void;
  setPaused(value: boolean): void;
  /** The ad on the screen, or null. */
  shown(): string | null;
  /** The ad of which a frame comes to the screen now, or null. */
  frame(): string | null;
}

interface Element {
  readonly adInstanceId: string;
  readonly ad: FakeAd;
  adMs: number;
  phase: 'waiting' | 'on' | 'paused' | 'ended';
  readonly stop: Undo;
}

const READY_AFTER_MS = 200;
const TELL_EVERY_MS = 120;

export function createFakeAds({ clock, made, tell, frameMs }: FakeAdsOptions): FakeAds {
  const elements = new Map<string, Element>();
  const onScreen = (): Element | undefined => [...elements.values()].find(({ phase }) => phase !== 'waiting');
  const drop = (adInstanceId: string): void => {
    elements.get(adInstanceId)?.stop();
    elements.delete(adInstanceId);
  };
  return {
    prepare(adInstanceId, url) {
      if (elements.has(adInstanceId)) return;
      const ad = made(url);
      const fact: PlayerFact =
        typeof ad === 'string'
          ? { type: 'ad-failed', adInstanceId, error: ad, detail: url }
          : { type: 'ad-ready', adInstanceId };
      const stop = clock.after(READY_AFTER_MS, () => tell(fact));
      elements.set(adInstanceId, { adInstanceId, ad, adMs: 0, phase: 'waiting', stop });
    },
    show(adInstanceId) {
      const next = elements.get(adInstanceId);
      if (next?.phase !== 'waiting') return;
      const before = onScreen();
      if (before) drop(before.adInstanceId);
      next.phase = 'on';
    },
    drop,
    clear() {
      for (const id of [...elements.keys()]) drop(id);
    },
    setPaused(value) {
      const shown = onScreen();
      if (shown?.phase !== (value ? 'on' : 'paused')) return;
      shown.phase = value ? 'paused' : 'on';
      tell({ type: 'ad-play-state', adInstanceId: shown.adInstanceId, state: value ? 'paused' : 'playing' });
    },
    shown: () => onScreen()?.adInstanceId ?? null,
    frame() {
      const shown = onScreen();
      if (shown?.phase !== 'on') return null;
      const { adInstanceId, ad, adMs } = shown;
      if (adMs >= (typeof ad === 'string' ? 0 : ad.durationMs)) {
        shown.phase = 'ended';
        tell({ type: 'ad-ended', adInstanceId });
        return null;
      }
      if (adMs % TELL_EVERY_MS === 0) tell({ type: 'ad-frame', adInstanceId, adMs });
      shown.adMs += frameMs;
      return adInstanceId;
    },
  };
}
