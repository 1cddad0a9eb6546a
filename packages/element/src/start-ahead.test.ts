// @vitest-environment jsdom
import type { PlayerFact } from '@cutaway/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PrepareAd } from './open-ad.js';
import { secondElement, type SecondElementSurroundings } from './second-element.js';

const FRAME_MS = 40;
const AD_SECONDS = 2;

interface Device {
  /** From `play()` to the first frame. */
  readonly startMs: number;
  /** The page hears of a frame so long after it came. */
  readonly heardAfterMs?: number;
}
/** By the page's clock: when an element was told to play, and when its newest frame came. */
interface Seen {
  playedAtMs: number;
  frameAtMs: number;
}

/** Makes an element play, a frame each 40 ms. */
function animate(video: HTMLVideoElement, { startMs, heardAfterMs = 0 }: Device): Seen {
  const waiting = new Map<number, (now: number, told: object) => void>();
  let handles = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const state = { paused: true, ended: false, seconds: 0 };
  const seen: Seen = { playedAtMs: NaN, frameAtMs: NaN };
  const tick = (): void => {
    seen.frameAtMs = performance.now();
    const told = { mediaTime: state.seconds, presentationTime: seen.frameAtMs, presentedFrames: state.seconds * 25 };
    setTimeout(() => {
      const due = [...waiting.values()];
      waiting.clear();
      for (const run of due) run(0, told);
    }, heardAfterMs);
    state.seconds += FRAME_MS / 1000;
    if (state.seconds < AD_SECONDS - 0.001) timer = setTimeout(tick, FRAME_MS);
  };
  Object.defineProperties(video, {
    duration: { value: AD_SECONDS },
    readyState: { value: 4 },
    paused: { get: () => state.paused },
    ended: { get: () => state.ended },
    currentTime: { get: () => state.seconds, set: (seconds: number) => (state.seconds = seconds) },
  });
  Object.assign(video, {
    requestVideoFrameCallback: (next: (now: number, told: object) => void) => (waiting.set(++handles, next), handles),
    cancelVideoFrameCallback: (handle: number) => waiting.delete(handle),
    play() {
      if (!state.paused) return Promise.resolve();
      state.paused = false;
      seen.playedAtMs = performance.now();
      video.dispatchEvent(new Event('play'));
      timer = setTimeout(tick, startMs);
      return Promise.resolve();
    },
    pause() {
      state.paused = true;
      clearTimeout(timer);
    },
  });
  return seen;
}

/**
 * Ads one behind the other: how long the last frame of each stays until the next is seen, where the next is then, and how long before that
 * frame it was told to play.
 */
async function play(device: Device, count: number): Promise<{ gapMs: number; adMs: number; aheadMs: number }[]> {
  const box = document.body.appendChild(document.createElement('div'));
  const content = box.appendChild(document.createElement('video'));
  animate(content, { startMs: 0 });
  const endedAtMs: number[] = [];
  const cuts: { gapMs: number; adMs: number; aheadMs: number }[] = [];
  const create = document.createElement.bind(document);
  const videos: HTMLVideoElement[] = [];
  const seen: Seen[] = [];
  vi.spyOn(document, 'createElement').mockImplementation((name: string) => {
    const element = create(name);
    if (name === 'video') {
      videos.push(element as HTMLVideoElement);
      seen.push(animate(element as HTMLVideoElement, device));
    }
    return element;
  });
  const prepare = (n: number): void => {
    const ad = { type: 'prepare-ad', adInstanceId: String(n), url: 'https://ads.example/a.mp4', mime: 'video/mp4' };
    ads.run(ad as PrepareAd);
    videos[n]?.dispatchEvent(new Event('canplay'));
  };
  const tell = (fact: PlayerFact): void => {
    if (fact.type === 'ad-ended') {
      endedAtMs.push(performance.now());
      ads.run({ type: 'show-ad', adInstanceId: String(Number(fact.adInstanceId) + 1) });
    }
    if (fact.type !== 'ad-frame' || Number(fact.adInstanceId) !== cuts.length) return;
    if (cuts.length + 1 < count) prepare(cuts.length + 1);
    const gapMs = performance.now() - (endedAtMs[endedAtMs.length - 1] ?? NaN);
    const [before, own] = [seen[cuts.length - 1], seen[cuts.length]];
    cuts.push({ gapMs, adMs: fact.adMs, aheadMs: (before?.frameAtMs ?? NaN) - (own?.playedAtMs ?? NaN) });
  };
  const ads = secondElement({
    ...{
      content,
      tell,
      ofContent: { tell },
      stillness: { isOurs: false },
      readyWithinMs: 3000,
      memory: undefined,
      choosesText: true,
    },
    sound: { read: () => ({ muted: false, volume: 1 }), stop: () => undefined },
    load: () => () => undefined,
    latencySeconds: () => null,
    onContentLost: () => undefined,
  } as unknown as SecondElementSurroundings);
  prepare(0);
  ads.run({ type: 'show-ad', adInstanceId: '0' });
  await vi.advanceTimersByTimeAsync(count * (AD_SECONDS * 1000 + device.startMs));
  ads.stop();
  return cuts.slice(1);
}

describe('the next ad starts unseen before the one on the screen ends', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0.0.0 Safari/537.36' });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
    document.body.innerHTML = '';
  });

  it('so that its second frame follows at once where it starts as devices mostly do', async () => {
    const cuts = await play({ startMs: 60 }, 4);
    expect(cuts).toHaveLength(3);
    for (const { gapMs, adMs } of cuts) {
      expect(gapMs).toBeLessThanOrEqual(2 * FRAME_MS);
      expect(adMs).toBeLessThanOrEqual(2 * FRAME_MS);
    }
  });

  it('and the earlier the longer ads take to start on this device', async () => {
    const cuts = await play({ startMs: 300 }, 6);
    expect(cuts).toHaveLength(5);
    expect(cuts[0]?.gapMs).toBeLessThanOrEqual(200);
    expect(cuts[4]?.gapMs).toBeLessThanOrEqual(2 * FRAME_MS);
    for (const { adMs } of cuts) expect(adMs).toBeLessThanOrEqual(2 * FRAME_MS); // little of it passes unseen
  });

  it.each([0, 35])(
    'by when its last frame comes, also on a page that hears of frames %d ms late',
    async (heardAfterMs) => {
      for (const { aheadMs } of await play({ startMs: 80, heardAfterMs }, 4)) {
        expect(aheadMs).toBeGreaterThanOrEqual(79);
        expect(aheadMs).toBeLessThanOrEqual(81 + heardAfterMs); // what is measured is when its first frame was heard of
      }
    },
  );
});
