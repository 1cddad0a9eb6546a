// @vitest-environment jsdom
import type { PlayerFact } from '@cutaway/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PrepareAd } from './open-ad.js';
import { secondElement, type SecondElementSurroundings } from './second-element.js';

const FRAME_MS = 40;
const AD_SECONDS = 2;

/** Makes an element play: its first frame comes `startMs` after it was told to, and then one each 40 ms. */
function animate(video: HTMLVideoElement, startMs: number): void {
  const waiting = new Map<number, (now: number, told: object) => void>();
  let handles = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const state = { paused: true, ended: false, seconds: 0 };
  const tick = (): void => {
    const told = { mediaTime: state.seconds, presentationTime: performance.now(), presentedFrames: state.seconds * 25 };
    const due = [...waiting.values()];
    waiting.clear();
    for (const run of due) run(0, told);
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
      video.dispatchEvent(new Event('play'));
      timer = setTimeout(tick, startMs);
      return Promise.resolve();
    },
    pause() {
      state.paused = true;
      clearTimeout(timer);
    },
  });
}

/** Ads one behind the other: how long the last frame of each stays until the next is seen, and where the next is then. */
async function play(startMs: number, count: number): Promise<{ gapMs: number; adMs: number }[]> {
  const box = document.body.appendChild(document.createElement('div'));
  const content = box.appendChild(document.createElement('video'));
  animate(content, 0);
  const endedAtMs: number[] = [];
  const cuts: { gapMs: number; adMs: number }[] = [];
  const create = document.createElement.bind(document);
  const videos: HTMLVideoElement[] = [];
  vi.spyOn(document, 'createElement').mockImplementation((name: string) => {
    const element = create(name);
    if (name === 'video') animate(videos[videos.push(element as HTMLVideoElement) - 1] as HTMLVideoElement, startMs);
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
    cuts.push({ gapMs: performance.now() - (endedAtMs[endedAtMs.length - 1] ?? NaN), adMs: fact.adMs });
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
  await vi.advanceTimersByTimeAsync(count * (AD_SECONDS * 1000 + startMs));
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
    const cuts = await play(60, 4);
    expect(cuts).toHaveLength(3);
    for (const { gapMs, adMs } of cuts) {
      expect(gapMs).toBeLessThanOrEqual(2 * FRAME_MS);
      expect(adMs).toBeLessThanOrEqual(2 * FRAME_MS);
    }
  });

  it('and the earlier the longer ads take to start on this device', async () => {
    const cuts = await play(300, 6);
    expect(cuts).toHaveLength(5);
    expect(cuts[0]?.gapMs).toBeLessThanOrEqual(200);
    expect(cuts[4]?.gapMs).toBeLessThanOrEqual(2 * FRAME_MS);
    for (const { adMs } of cuts) expect(adMs).toBeLessThanOrEqual(2 * FRAME_MS); // little of it passes unseen
  });
});
