import type { PlayerFact } from '@cutaway/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PreparedAd } from './lent-ad.js';
import { reattach } from './reattach.js';
import type { SecondElementSurroundings } from './ads-apart.js';

/** What of a video is touched, with a frame when the test says so. */
class FakeVideo extends EventTarget {
  paused = false;
  ended = false;
  error: MediaError | null = null;
  seeking = false;
  readyState = 4;
  videoWidth = 0; // there is nothing to draw in Node
  currentTime = 42;
  duration = NaN;
  playbackRate = 1.05;
  loop = true;
  readonly captions = { kind: 'captions', mode: 'showing' };
  mediaKeys: object | null = null;
  readonly style = { visibility: '' };
  readonly textTracks = Object.assign(new EventTarget(), {
    0: this.captions,
    1: { kind: 'captions', mode: 'disabled' },
    length: 2,
  });
  plays = 0;
  #callbacks = new Map<number, (now: number, data: { mediaTime: number }) => void>();
  #next = 0;

  /** As the page calls it; of what is paused already nothing is heard. */
  pause(): void {
    if (this.paused) return;
    this.paused = true;
    this.dispatchEvent(new Event('pause'));
  }
  play(): Promise<void> {
    this.plays++;
    this.paused = false;
    return Promise.resolve();
  }
  requestVideoFrameCallback(run: (now: number, data: { mediaTime: number }) => void): number {
    this.#callbacks.set(++this.#next, run);
    return this.#next;
  }
  cancelVideoFrameCallback(handle: number): void {
    this.#callbacks.delete(handle);
  }
  frame(mediaTime: number): void {
    const due = [...this.#callbacks.values()];
    this.#callbacks.clear();
    for (const run of due) run(0, { mediaTime });
  }
}

const START_MS = 1_000_000;

/** A live content at 42 s of media time, and what was done to its element, in order. */
function openBench({ settleMs = 0, isLive = true, swapsAtOnce = false, adsSwapAtOnce = false, mayReuse = true } = {}) {
  const video = new FakeVideo();
  const facts: PlayerFact[] = [];
  const done: string[] = [];
  const tell = (fact: PlayerFact): void => void facts.push(fact);
  const ofContent = { tell };
  const fails = new Map<string, (detail: string) => void>();
  const around = {
    ...{ content: video as unknown as HTMLVideoElement, tell, ofContent, readyWithinMs: 3000 },
    options: { settleMs, reusesKeys: mayReuse },
    stillness: { isOurs: false },
    played: {
      reload: () => undefined,
      recover: () => undefined,
      spans: () => [{ start: 40, duration: 60, programDateTime: START_MS, url: 'a.m4s' }],
      latencySeconds: () => (isLive ? 6 : null),
    },
  } as unknown as SecondElementSurroundings;
  const { played } = around;
  const ads = reattach({
    ...around,
    engine: {
      detach: () => void done.push('detach'),
      swapsAtOnce,
      warm: (from) => void done.push(`warm ${from.toFixed(1)}`),
      attach: (from) => void done.push(from === undefined ? 'attach' : `attach at ${from.toFixed(1)}`),
      reload: (from) => void done.push(from === undefined ? 'reload' : `reload at ${from.toFixed(1)}`),
      prepare({ adInstanceId }, { ready, failed }): PreparedAd {
        fails.set(adInstanceId, (detail) => failed('MEDIA_NOT_FOUND', detail));
        void Promise.resolve().then(ready);
        return {
          attach() {
            done.push(`load ${adInstanceId}`);
            // Some players set the source later, which pauses the element.
            return adInstanceId === 'late' ? Promise.resolve().then(() => void (video.paused = true)) : undefined;
          },
          free: () => void done.push(`free ${adInstanceId}`),
          swapsAtOnce: (swapsAtOnce || adsSwapAtOnce) && adInstanceId !== 'late',
        };
      },
    },
  });
  const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
  const prepare = (adInstanceId: string): void =>
    ads.run({ type: 'prepare-ad', adInstanceId, url: `/${adInstanceId}`, mime: 'video/mp4', reattach: true });
  return {
    ...{ video, facts, done, ads, settle, fails, prepare, played },
    /** As the watcher of content does, which hears the same element. */
    contentFrame: (mediaMs: number) => ofContent.tell({ type: 'content-frame', mediaMs, programMs: mediaMs }),
    ofContent,
    types: () => facts.map(({ type }) => type),
    async play(this: void, adInstanceId: string): Promise<void> {
      prepare(adInstanceId);
      await settle();
      ads.run({ type: 'show-ad', adInstanceId });
      await settle();
      video.frame(0.04);
      video.frame(0.08);
    },
  };
}

describe('reattach()', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('document', new EventTarget());
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('touches nothing before an ad is shown, then content leaves and the ad comes', async () => {
    const { prepare, settle, done, ads, video, types } = openBench();
    prepare('red');
    await settle();
    expect(types()).toEqual(['ad-ready']);
    expect(done).toEqual([]);
    expect(ads.shown()).toBeNull();
    ads.run({ type: 'show-ad', adInstanceId: 'red' });
    await settle();
    expect(done).toEqual(['detach', 'load red']);
    expect(ads.shown()?.video).toBe(video);
    video.frame(0.04);
    expect(types()).not.toContain('ad-frame'); // it takes the still away, and is seen by then
    video.frame(0.08);
    expect(types()).toContain('ad-frame');
  });

  it('leaves content in its element until the ad is due, and altogether where content is ordered meanwhile', async () => {
    const { prepare, settle, done, ads, contentFrame, types } = openBench();
    prepare('red');
    await settle();
    ads.run({ type: 'show-ad', adInstanceId: 'red', inMs: 70 });
    await vi.advanceTimersByTimeAsync(69);
    contentFrame(42_080);
    expect(types()).toEqual(['ad-ready', 'content-frame']);
    expect(done).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(done).toEqual(['detach', 'load red']);

    const other = openBench();
    other.prepare('red');
    await settle();
    other.ads.run({ type: 'show-ad', adInstanceId: 'red', inMs: 70 });
    other.ads.run({ type: 'show-content' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(other.done).toEqual(['free red']);
  });

  it('waits with a viewer who holds content before the ad is due', async () => {
    const { prepare, settle, done, ads, video } = openBench();
    prepare('red');
    await settle();
    ads.run({ type: 'show-ad', adInstanceId: 'red', inMs: 70 });
    video.paused = true;
    video.dispatchEvent(new Event('pause'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(done).toEqual([]);
    video.paused = false;
    video.dispatchEvent(new Event('play'));
    await vi.advanceTimersByTimeAsync(70);
    expect(done).toEqual(['detach', 'load red']);
  });

  it('plays an ad whose source comes after it was told to play', async () => {
    const { play, video } = openBench();
    await play('late');
    expect(video.paused).toBe(false);
  });

  it.each([
    ['by a call, before its source is there', 'red', 0],
    ['by a call, while a player takes its time', 'late', 0],
    ['by a key that the browser acts on', 'red', 100],
  ])('lets an ad wait with a viewer who pauses as it begins: %s', async (how, adInstanceId, settleMs) => {
    const { prepare, settle, ads, video, facts } = openBench({ settleMs });
    prepare(adInstanceId);
    await settle();
    ads.run({ type: 'show-ad', adInstanceId });
    if (how.includes('key')) {
      document.dispatchEvent(Object.assign(new Event('keydown'), { key: 'MediaPlayPause' }));
      video.paused = true;
      video.dispatchEvent(new Event('pause'));
    } else video.pause();
    await vi.advanceTimersByTimeAsync(200);
    expect(video.paused).toBe(true);
    expect(facts).toContainEqual({ type: 'ad-play-state', adInstanceId, state: 'paused' });
    void ads.shown()?.play();
    await settle();
    expect(video.paused).toBe(false);
    video.frame(0.04);
    video.frame(0.08);
    expect(facts.map(({ type }) => type)).toContain('ad-frame');
  });

  it('plays an ad though a device pauses the element as its source changes', async () => {
    const { prepare, settle, ads, video } = openBench({ settleMs: 100 });
    prepare('red');
    await settle();
    ads.run({ type: 'show-ad', adInstanceId: 'red' });
    video.paused = true;
    video.dispatchEvent(new Event('pause'));
    await vi.advanceTimersByTimeAsync(200);
    expect(video.paused).toBe(false);
  });

  it('lets content wait with a viewer who pauses as it comes back', async () => {
    const { play, ads, video, settle, facts, contentFrame } = openBench({ settleMs: 100 });
    await play('red');
    await vi.advanceTimersByTimeAsync(200);
    ads.run({ type: 'show-content' });
    video.pause();
    await vi.advanceTimersByTimeAsync(200);
    expect(video.paused).toBe(true);
    expect(facts.slice(-1)).toEqual([{ type: 'play-state', state: 'paused' }]);
    contentFrame(42_040);
    await settle();
    // What the page has of its own is there again.
    expect(Object.keys(video)).not.toContain('pause');
  });

  it('tells how long the last frame of content, or of the ad before, stayed', async () => {
    const { video, prepare, settle, ads, facts } = openBench();
    for (const adInstanceId of ['red', 'green']) {
      prepare(adInstanceId);
      await settle();
      video.frame(42);
      ads.run({ type: 'show-ad', adInstanceId });
      await vi.advanceTimersByTimeAsync(120);
      for (const seconds of [0.04, 0.08, 0.16]) video.frame(seconds);
    }
    const told = facts.flatMap((fact) => (fact.type === 'ad-frame' && fact.gapMs !== undefined ? [fact] : []));
    expect(told).toMatchObject([
      { adInstanceId: 'red', adMs: 80, gapMs: 120 },
      { adInstanceId: 'green', adMs: 80, gapMs: 120 },
    ]);
  });

  it('tells nothing of content while it is away, and its first frame when it is back', async () => {
    const { play, settle, ads, facts, contentFrame, ofContent, types } = openBench();
    await play('red');
    contentFrame(42_100);
    ofContent.tell({ type: 'play-state', state: 'paused' });
    expect(types()).not.toContain('content-frame');
    ads.run({ type: 'show-content', programMs: START_MS + 12_000 });
    await settle();
    contentFrame(800); // of the ad, late
    expect(ads.shown()).not.toBeNull();
    contentFrame(52_000);
    ofContent.tell({ type: 'play-state', state: 'playing' }); // as it was told before
    ofContent.tell({ type: 'play-state', state: 'waiting' });
    expect(facts.slice(-3).map(({ type }) => type)).toEqual(['latency', 'content-frame', 'play-state']);
    expect(ads.shown()).toBeNull();
  });

  it('tells of a viewer who pauses while content comes back, and of his going on; that it plays before that is our doing', async () => {
    const { play, settle, ads, facts, contentFrame, ofContent } = openBench();
    const states = () => facts.flatMap((fact) => (fact.type === 'play-state' ? [fact.state] : []));
    await play('red');
    ads.run({ type: 'show-content' });
    await settle();
    ofContent.tell({ type: 'play-state', state: 'waiting' });
    ofContent.tell({ type: 'play-state', state: 'playing' });
    expect(states()).toEqual([]);
    ofContent.tell({ type: 'play-state', state: 'paused' });
    ofContent.tell({ type: 'play-state', state: 'waiting' });
    expect(states()).toEqual(['paused', 'waiting']);
    contentFrame(42_100);
    ofContent.tell({ type: 'play-state', state: 'playing' });
    expect(states()).toEqual(['paused', 'waiting', 'playing']);
  });

  it('brings content back where it is told, else where it was, live as far behind the edge', async () => {
    for (const [isLive, programMs, wanted] of [
      [true, START_MS + 12_000, 'attach at 52.0'],
      [false, undefined, 'attach at 42.0'],
      [true, undefined, 'attach at 47.0'],
      [true, START_MS + 90_000, 'attach at 130.0'], // not listed yet
    ] as const) {
      const { play, settle, ads, done } = openBench({ isLive });
      await play('red');
      await vi.advanceTimersByTimeAsync(5000);
      ads.run({ type: 'show-content', ...(programMs !== undefined && { programMs }) });
      await settle();
      expect(done).toEqual(['detach', 'load red', 'free red', wanted]);
    }
  });

  it('leaves speed, loop and captions as they were', async () => {
    const { play, settle, ads, video } = openBench();
    await play('red');
    expect([video.playbackRate, video.loop, video.captions.mode]).toEqual([1, false, 'hidden']);
    ads.run({ type: 'show-content' });
    await settle();
    expect([video.playbackRate, video.loop, video.captions.mode]).toEqual([1.05, true, 'showing']);
  });

  it('goes from ad to ad without content in between', async () => {
    const { play, settle, ads, done, prepare } = openBench();
    await play('red');
    prepare('green');
    await settle();
    ads.run({ type: 'show-ad', adInstanceId: 'green' });
    await settle();
    expect(done).toEqual(['detach', 'load red', 'free red', 'load green']);
  });

  it('hears nothing of an owner before: late events of an ad or of content change nothing (R16)', async () => {
    const { play, settle, ads, facts, video, prepare, fails } = openBench();
    await play('red');
    prepare('green');
    await settle();
    ads.run({ type: 'show-ad', adInstanceId: 'green' });
    await settle();
    const before = facts.length;
    for (const type of ['ended', 'error', 'pause', 'canplay', 'emptied']) video.dispatchEvent(new Event(type));
    fails.get('red')?.('late');
    video.frame(5.72); // the last one of the ad before
    expect(facts.slice(before)).toEqual([]);
    ads.run({ type: 'show-content' });
    await settle();
    video.error = { code: 3, message: 'of the ad' } as MediaError;
    for (const type of ['ended', 'error', 'pause']) video.dispatchEvent(new Event(type));
    fails.get('green')?.('late');
    expect(facts.slice(before)).toEqual([]);
  });

  it('plays no ad that content overtook', async () => {
    const { prepare, settle, ads, done } = openBench();
    prepare('red');
    await settle();
    ads.run({ type: 'show-ad', adInstanceId: 'red' });
    ads.run({ type: 'show-content' });
    await settle();
    expect(done).toEqual(['detach', 'free red', 'attach at 42.0']);
  });

  it('lets what comes take the element over from what can leave it then, which is not emptied in between', async () => {
    const { play, settle, ads, done, prepare } = openBench({ swapsAtOnce: true });
    await play('red');
    prepare('green');
    await settle();
    ads.run({ type: 'show-ad', adInstanceId: 'green' });
    await settle();
    prepare('unseen');
    ads.run({ type: 'show-content' });
    await settle();
    expect(done).toEqual([
      ...['load red', 'detach', 'load green', 'free red', 'attach at 42.0', 'free green', 'free unseen'],
    ]);
  });

  it('empties the element ahead of a player that takes its time: what was on it would be played once more meanwhile', async () => {
    const { play, settle, ads, done, prepare } = openBench({ adsSwapAtOnce: true });
    await play('red');
    prepare('late');
    await settle();
    ads.run({ type: 'show-ad', adInstanceId: 'late' });
    await settle();
    prepare('green');
    await settle();
    ads.run({ type: 'show-ad', adInstanceId: 'green' });
    await settle();
    ads.run({ type: 'show-content' });
    await settle();
    expect(done).toEqual([
      ...['detach', 'load red', 'free red', 'load late', 'free late', 'load green', 'free green', 'attach at 42.0'],
    ]);
  });

  it('frees what has the element when what was to take it over did not come', async () => {
    const { settle, ads, done, prepare, played } = openBench({ swapsAtOnce: true });
    prepare('red');
    await settle();
    ads.run({ type: 'show-ad', adInstanceId: 'red' });
    ads.run({ type: 'drop-ad', adInstanceId: 'red' });
    await settle();
    expect(done).toEqual(['detach', 'free red']);
    void played.reload();
    await settle();
    expect(done.slice(2)).toEqual(['reload']);
  });

  it('empties the element for the settle delay on sets that need it, whatever could take it over', async () => {
    const { play, done } = openBench({ swapsAtOnce: true, settleMs: 1 });
    const playing = play('red');
    await vi.advanceTimersByTimeAsync(10);
    await playing;
    expect(done).toEqual(['detach', 'load red']);
  });

  it.each([
    ['live', true, 'warm 43.5'], // a viewer who is as far behind the edge as before
    ['on demand', false, 'warm 42.0'],
  ])('fetches once what content goes on with, %s, shortly before the last ad ends', async (_, isLive, warm) => {
    const { play, done, video, prepare, settle, ads } = openBench({ isLive });
    video.duration = 10;
    await play('red');
    prepare('green');
    video.frame(9); // another ad comes behind it
    await settle();
    ads.run({ type: 'show-ad', adInstanceId: 'green' });
    await settle();
    for (const seconds of [0.04, 7.9, 8.5, 9.5]) video.frame(seconds);
    expect(done.filter((what) => what.startsWith('warm'))).toEqual([warm]);
  });

  it.each([
    [true, 'ad-ready', ['detach', 'load red']],
    [false, 'ad-failed', []],
  ])(
    'lends the element of protected content only where its keys may be used again: %s (R19)',
    async (mayReuse, told, did) => {
      const { video, play, facts, types, done } = openBench({ mayReuse });
      video.mediaKeys = {};
      await play('red');
      expect(types()[0]).toBe(told);
      expect(done).toEqual(did);
      if (!mayReuse) expect(facts[0]).toMatchObject({ error: 'ELEMENT_REFUSED' });
    },
  );

  it('lends the element of clear content on any set', async () => {
    const { play, done } = openBench({ mayReuse: false });
    await play('red');
    expect(done).toEqual(['detach', 'load red']);
  });

  it('leaves the element alone for the settle delay (R12)', async () => {
    const { prepare, settle, ads, done } = openBench({ settleMs: 100 });
    prepare('red');
    await settle();
    ads.run({ type: 'show-ad', adInstanceId: 'red' });
    await vi.advanceTimersByTimeAsync(99);
    expect(done).toEqual(['detach']);
    await vi.advanceTimersByTimeAsync(1);
    expect(done).toEqual(['detach', 'load red']);
  });

  it('attaches content again where it is ordered again, and loads the stream anew as the last resort', async () => {
    const { play, settle, ads, done, played } = openBench({ isLive: false });
    await play('red');
    const orders = [
      () => ads.run({ type: 'show-content' }),
      () => ads.run({ type: 'show-content' }),
      () => void played.reload(),
    ];
    for (const order of orders) {
      order();
      await settle();
    }
    expect(done.slice(2)).toEqual(['free red', 'attach at 42.0', 'attach at 42.0', 'reload at 42.0']);
  });

  it('loads VOD anew where it was to go on, else where it was, and live at its edge', async () => {
    const film = openBench({ isLive: false });
    await film.play('red');
    void film.played.reload(41.9);
    await film.settle();
    film.ads.run({ type: 'show-content', programMs: START_MS + 10_000 });
    void film.played.reload(41.9);
    await film.settle();
    expect(film.done.slice(2)).toEqual(['free red', 'reload at 41.9', 'reload at 50.0']);

    const live = openBench();
    await live.play('red');
    live.ads.run({ type: 'show-content' });
    void live.played.reload(42);
    await live.settle();
    expect(live.done[live.done.length - 1]).toBe('reload');
  });

  it.each([true, false])(
    'asks for no place where content has not begun: what that is, is not known yet; live: %s',
    async (isLive) => {
      const { video, play, played, settle, ads, done } = openBench({ isLive });
      video.currentTime = 0;
      await play('pre-roll');
      await vi.advanceTimersByTimeAsync(5000);
      ads.run({ type: 'show-content' });
      await settle();
      void played.reload(0);
      await settle();
      expect(done.slice(2)).toEqual(['free pre-roll', 'attach', 'reload']);
    },
  );

  it('takes no frame from elsewhere for that of a film that was loaded anew', async () => {
    const { play, played, settle, contentFrame, types } = openBench({ isLive: false });
    await play('red');
    void played.reload(42);
    await settle();
    contentFrame(0);
    expect(types()).not.toContain('content-frame');
    contentFrame(42_040);
    expect(types()).toContain('content-frame');
  });

  it('gives the element back when it is stopped', async () => {
    const { play, settle, ads, done } = openBench({ isLive: false });
    await play('red');
    ads.stop();
    await settle();
    expect(done.slice(2)).toEqual(['free red', 'attach at 42.0']);
  });
});
