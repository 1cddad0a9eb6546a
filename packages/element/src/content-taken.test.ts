// @vitest-environment jsdom
import type { PlayerFact } from '@cutaway/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recallSecondElement } from './recall-second-element.js';
import { secondElement, type SecondElementSurroundings } from './second-element.js';

/** An element that is told to play and to pause, and says so as elements do: in a task of its own. */
function animate(video: HTMLVideoElement, isPlaying: boolean) {
  const state = { paused: !isPlaying, error: null as { code: number } | null };
  const say = (type: string): void => void setTimeout(() => video.dispatchEvent(new Event(type)), 0);
  const pause = (): void => {
    if (!state.paused) say('pause');
    state.paused = true;
  };
  Object.defineProperties(video, { paused: { get: () => state.paused }, error: { get: () => state.error } });
  video.play = () => {
    if (state.paused) say('play');
    state.paused = false;
    return Promise.resolve();
  };
  return {
    state,
    pause,
    /** What a device does calls nothing. */
    break: (code: number) => {
      state.error = { code };
      say('error');
    },
  };
}

/** Content that plays, and an ad of its own element. */
function aLab() {
  const box = document.body.appendChild(document.createElement('div'));
  const content = box.appendChild(document.createElement('video'));
  const { state, pause, ...device } = animate(content, true);
  Object.defineProperty(content, 'pause', { value: pause, configurable: true, writable: true });
  const facts: PlayerFact[] = [];
  let texts: string | null = null;
  const memory = { getItem: () => texts, setItem: (_key: string, text: string) => void (texts = text) };
  const create = document.createElement.bind(document);
  let adDevice: { pause(): void } | undefined;
  let ad: HTMLVideoElement | undefined;
  vi.spyOn(document, 'createElement').mockImplementation((name: string) => {
    const element = create(name);
    if (name !== 'video') return element;
    ad = element as HTMLVideoElement;
    adDevice = animate(ad, false);
    ad.pause = adDevice.pause;
    return ad;
  });
  const onContentLost = vi.fn();
  const ads = secondElement({
    ...{ content, memory, onContentLost, readyWithinMs: 3000, choosesText: true, stillness: { isOurs: false } },
    ...{ tell: (fact: PlayerFact) => void facts.push(fact), ofContent: { tell: () => undefined } },
    load: () => () => undefined,
    sound: { read: () => ({ muted: false, volume: 1 }), stop: () => undefined },
    latencySeconds: () => null,
  } as unknown as SecondElementSurroundings);
  ads.run({ type: 'prepare-ad', adInstanceId: 'ad', url: 'https://ads.example/ad.mp4', mime: 'video/mp4' });
  return {
    ...{ ads, content, onContentLost, device: { pause, ...device } },
    pauseAd: () => adDevice?.pause(),
    press: (key: string) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })),
    /** The ad is told to play, and has no frame yet. */
    start(): void {
      ad?.dispatchEvent(new Event('canplay'));
      ads.run({ type: 'show-ad', adInstanceId: 'ad' });
    },
    settle: () => vi.advanceTimersByTimeAsync(0),
    failure: () => facts.find(({ type }) => type === 'ad-failed'),
    plays: () => ad?.paused === false,
    isContentPaused: () => state.paused,
    remembered: () => recallSecondElement(memory),
  };
}

describe('content that stands still as an ad in an element of its own starts', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    document.body.innerHTML = '';
  });

  it('was paused by its viewer where the page called for it: the ad waits with him, and the device is not to blame', async () => {
    const { start, settle, content, plays, failure, remembered, onContentLost, isContentPaused } = aLab();
    start();
    content.pause();
    await settle();
    expect(plays()).toBe(false);
    expect(isContentPaused()).toBe(true);
    void content.play();
    await settle();
    expect(plays()).toBe(true);
    expect(failure()).toBeUndefined();
    expect(onContentLost).not.toHaveBeenCalled();
    expect(remembered()).toBeNull();
  });

  it('is the same where he paused just before the ad was told to start', async () => {
    const { start, settle, content, plays, failure } = aLab();
    content.pause();
    start();
    await settle();
    expect(failure()).toBeUndefined();
    expect(plays()).toBe(false);
  });

  it.each(['MediaPlayPause', ' '])('was paused by its viewer where the browser acts on his key: %s', async (key) => {
    const { start, settle, content, press, device, plays, failure, onContentLost, isContentPaused } = aLab();
    start();
    press(key);
    device.pause();
    await settle();
    expect([plays(), isContentPaused()]).toEqual([false, true]);
    void content.play();
    await settle();
    expect(plays()).toBe(true);
    expect(failure()).toBeUndefined();
    expect(onContentLost).not.toHaveBeenCalled();
  });

  it.each([
    ['another key', 'ArrowUp', 0],
    ['a key long before', 'MediaPlayPause', 1000],
  ])('lost its decoder where the viewer pressed %s', async (_which, key, beforeMs) => {
    const { start, settle, press, device, failure } = aLab();
    start();
    press(key);
    await vi.advanceTimersByTimeAsync(beforeMs);
    device.pause();
    await settle();
    expect(failure()).toMatchObject({ error: 'ELEMENT_REFUSED' });
  });

  it.each([
    ['was paused by its viewer where the system pauses the ad as well', true],
    ['lost its decoder where the system could do so, and the ad plays', false],
  ])('%s', async (_what, isBoth) => {
    vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/120', mediaSession: {} });
    const { start, device, pauseAd, failure, onContentLost } = aLab();
    start();
    device.pause();
    await vi.advanceTimersByTimeAsync(20);
    if (isBoth) pauseAd();
    await vi.advanceTimersByTimeAsync(100);
    expect(failure()?.type).toBe(isBoth ? undefined : 'ad-failed');
    expect(onContentLost).toHaveBeenCalledTimes(isBoth ? 0 : 1);
  });

  it('lost its decoder where nobody called: the ad fails, content plays again, and the next start tries once more', async () => {
    const { start, settle, device, failure, remembered, onContentLost } = aLab();
    start();
    device.pause();
    await settle();
    expect(failure()).toMatchObject({ error: 'ELEMENT_REFUSED', detail: 'content element: pause' });
    expect(onContentLost).toHaveBeenCalledOnce();
    expect(remembered()).toBeNull();
  });

  it('lost its decoder for good where it breaks as the ad starts: that is kept for the next start', async () => {
    const { start, settle, device, failure, remembered } = aLab();
    start();
    device.break(3);
    await settle();
    expect(failure()).toMatchObject({ error: 'ELEMENT_REFUSED' });
    expect(remembered()).toBe(false);
  });

  it('may have broken by itself while the ad was only loading: nothing is kept of it', async () => {
    const { settle, device, failure, remembered, onContentLost } = aLab();
    device.break(3);
    await settle();
    expect(failure()).toMatchObject({ error: 'ELEMENT_REFUSED' });
    expect(onContentLost).toHaveBeenCalledOnce();
    expect(remembered()).toBeNull();
  });

  it('says nothing of the ad where its own line broke', async () => {
    const { start, settle, device, failure } = aLab();
    device.break(2);
    await settle();
    start();
    device.break(2);
    await settle();
    expect(failure()).toBeUndefined();
  });

  it('has its own `pause` back once the ad is over', async () => {
    const { ads, start, settle, content } = aLab();
    const { pause } = content;
    start();
    expect(content.pause).not.toBe(pause);
    ads.stop();
    await settle();
    expect(content.pause).toBe(pause);
  });
});
