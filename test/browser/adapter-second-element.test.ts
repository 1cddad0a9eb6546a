import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from './adapter-page.js';
import type { ScreenFrame } from './support/watch-screen.js';
import { openAdapterLab, type AdapterLab } from './support/adapter-lab.js';

const SOURCE = '/media/content/main.m3u8';
const HLS = 'application/vnd.apple.mpegurl';
const RED = { adInstanceId: 'red', url: '/media/ads/ad-red/exact/main.m3u8', mime: HLS };
const GREEN = { adInstanceId: 'green', url: '/media/ads/ad-green/exact.mp4', mime: 'video/mp4' };

/** A device that plays two videos and no third. */
const DENY_THIRD = `
  const play = HTMLMediaElement.prototype.play;
  const known = new Set();
  HTMLMediaElement.prototype.play = function () {
    known.add(this);
    return known.size < 3 ? play.call(this) : Promise.reject(new DOMException('no decoder left', 'NotSupportedError'));
  };`;

const SWAP_MS = 60;
/** One run on a busy machine may lose frames; the medians below may not. */
const NOISE_MS = 60;

/** Time between the last frame of one video that the viewer saw and the first of the next. */
function swaps(frames: readonly ScreenFrame[]): readonly { readonly to: number; readonly gapMs: number }[] {
  const seen = frames.filter(({ top }) => top);
  return seen.flatMap(({ videoIndex, atMs }, i) => {
    const before = seen[i - 1];
    return before && before.videoIndex !== videoIndex ? [{ to: videoIndex, gapMs: atMs - before.atMs }] : [];
  });
}

describe('hlsjs(): ads in a second element (real Chromium)', () => {
  let lab: AdapterLab;
  beforeAll(async () => {
    lab = await openAdapterLab();
  });
  afterAll(() => lab.close());

  it('prepares hidden, shows on the first frame, changes ads and returns, without a gap', async () => {
    await lab.fresh();
    const seen = await lab.browser.execute(
      async (url, red, green) => {
        const { lab } = window;
        const video = () => [...document.querySelectorAll('video')];
        await lab.open(url);
        const content = window.hls.media as HTMLVideoElement;
        content.volume = 0.3;
        await lab.wait(1500);
        lab.run({ type: 'prepare-ad', ...red });
        await lab.fact('ad-ready', 3000, 'red');
        const hidden = video().map((element) => [getComputedStyle(element).visibility, element.paused]);
        lab.run({ type: 'show-ad', adInstanceId: 'red' });
        await lab.fact('ad-frame', 3000, 'red');
        const sound = video().map(({ muted, volume }) => [muted, volume]);
        lab.run({ type: 'prepare-ad', ...green });
        await lab.fact('ad-ready', 3000, 'green');
        await lab.wait(1500);
        lab.run({ type: 'show-ad', adInstanceId: 'green' });
        await lab.fact('ad-frame', 3000, 'green');
        await lab.wait(1500);
        const during = video().length;
        lab.run({ type: 'show-content' });
        await lab.wait(80);
        const back = [content.muted, content.volume];
        await lab.wait(700);
        const after = video().length;
        return {
          hidden,
          sound,
          during,
          back,
          after,
          frames: lab.screen(),
          facts: lab.facts(),
          error: lab.error(),
          position: content.parentElement?.style.position,
        };
      },
      SOURCE,
      RED,
      GREEN,
    );
    expect(seen.error).toBe('');
    expect(seen.hidden).toEqual([
      ['visible', false],
      ['hidden', true],
    ]);
    expect(seen.sound).toEqual([
      [true, 0.3],
      [false, 0.3],
    ]);
    expect(seen.during).toBe(2);
    expect(seen.back).toEqual([false, 0.3]);
    expect(seen.after).toBe(1);
    expect(seen.position).toBe('');

    expect(swaps(seen.frames).map(({ to }) => to)).toEqual([1, 2, 0]);
    for (const { gapMs } of swaps(seen.frames)) expect(gapMs).toBeLessThanOrEqual(SWAP_MS + NOISE_MS);

    const failed = seen.facts.filter(({ type }) => type === 'ad-failed' || type === 'content-failed');
    expect(failed).toEqual([]);
    const first = seen.facts.find((fact) => fact.type === 'ad-frame' && fact.adInstanceId === 'red');
    expect(first?.type === 'ad-frame' ? first.adMs : NaN).toBeLessThan(130);
    expect(seen.facts.filter(({ type }) => type === 'volume')).toEqual([{ type: 'volume', muted: false }]);
  });

  it('needs at most one frame in and out at the median of five', async () => {
    await lab.fresh();
    const frames = await lab.browser.execute(
      async (url, red) => {
        const { lab } = window;
        await lab.open(url);
        await lab.wait(1000);
        for (const adInstanceId of ['a', 'b', 'c', 'd', 'e']) {
          lab.run({ type: 'prepare-ad', ...red, adInstanceId });
          await lab.fact('ad-ready', 3000, adInstanceId);
          lab.run({ type: 'show-ad', adInstanceId });
          await lab.fact('ad-frame', 3000, adInstanceId);
          await lab.wait(400);
          lab.run({ type: 'show-content' });
          await lab.wait(500);
        }
        return lab.screen();
      },
      SOURCE,
      RED,
    );
    const median = (gaps: readonly { gapMs: number }[]) => gaps.map(({ gapMs }) => gapMs).sort((a, b) => a - b)[2];
    const all = swaps(frames);
    expect(all).toHaveLength(10);
    // Three refreshes of a screen of 60 Hz, and what its clock rounds.
    expect(median(all.filter(({ to }) => to !== 0))).toBeLessThanOrEqual(51);
    expect(median(all.filter(({ to }) => to === 0))).toBeLessThanOrEqual(60);
  });

  it('goes from ad to ad within one frame at the median, and shows each to its last frame', async () => {
    await lab.fresh();
    const { frames, facts, lengthMs } = await lab.browser.execute(
      async (url, red, green) => {
        const { lab } = window;
        const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
        let at = 0;
        let lengthMs = 0;
        const prepare = () => lab.run({ type: 'prepare-ad', ...(at % 2 ? green : red), adInstanceId: ids[at] ?? '' });
        lab.onFact((fact) => {
          if (fact.type === 'ad-ended') lab.run({ type: 'show-ad', adInstanceId: ids[at] ?? '' });
          if (fact.type !== 'ad-frame' || fact.adInstanceId !== ids[at]) return;
          // On the screen: the next one is prepared, and this one runs on from a second before its end.
          const shown = [...document.querySelectorAll('video')].filter(
            ({ style, paused }) => style.visibility === 'visible' && !paused,
          )[0];
          at++;
          if (at < ids.length) prepare();
          if (!shown) return;
          lengthMs = shown.duration * 1000;
          setTimeout(() => (shown.currentTime = shown.duration - 1), 400);
        });
        await lab.open(url);
        prepare();
        await lab.fact('ad-ready', 3000, 'a');
        lab.run({ type: 'show-ad', adInstanceId: 'a' });
        await lab.fact('ad-frame', 12_000, 'f');
        return { frames: lab.screen(), facts: lab.facts(), lengthMs };
      },
      SOURCE,
      RED,
      GREEN,
    );
    const [, ...between] = swaps(frames);
    expect(between.map(({ to }) => to)).toEqual([2, 3, 4, 5, 6]);
    const [, , median = NaN] = between.map(({ gapMs }) => gapMs).sort((a, b) => a - b);
    expect(median).toBeLessThanOrEqual(50);
    for (const video of [1, 2, 3, 4, 5]) {
      const seen = frames.filter(({ top, videoIndex }) => top && videoIndex === video);
      expect(seen[seen.length - 1]?.mediaMs).toBeGreaterThan(lengthMs - 100);
    }
    const told = facts.flatMap((fact) => ('adInstanceId' in fact ? [`${fact.type} ${fact.adInstanceId}`] : []));
    for (const [before, after] of ['ab', 'bc', 'cd', 'de', 'ef'])
      expect(told.indexOf(`ad-ended ${before}`)).toBeLessThan(told.indexOf(`ad-frame ${after}`));
    expect(told.filter((text) => text.startsWith('ad-ended'))).toHaveLength(5);
  });

  it('lets an ad come to its end where the device refuses the next one, which is started ahead of that', async () => {
    await lab.fresh(DENY_THIRD);
    const { facts, error } = await lab.browser.execute(
      async (url, green) => {
        const { lab } = window;
        lab.onFact(({ type }) => {
          if (type === 'ad-ended') lab.run({ type: 'show-ad', adInstanceId: 'b' });
        });
        await lab.open(url);
        lab.run({ type: 'prepare-ad', ...green, adInstanceId: 'a' });
        await lab.fact('ad-ready', 3000, 'a');
        lab.run({ type: 'show-ad', adInstanceId: 'a' });
        await lab.fact('ad-frame', 3000, 'a');
        lab.run({ type: 'prepare-ad', ...green, adInstanceId: 'b' });
        await lab.fact('ad-ready', 3000, 'b');
        for (const video of [...document.querySelectorAll('video')].slice(1))
          if (!video.paused) video.currentTime = video.duration - 1;
        await lab.fact('ad-failed', 4000, 'b');
        lab.run({ type: 'show-content' });
        await lab.wait(200);
        return { facts: lab.facts(), error: lab.error() };
      },
      SOURCE,
      GREEN,
    );
    const told = facts.flatMap((fact) => ('adInstanceId' in fact ? [`${fact.type} ${fact.adInstanceId}`] : []));
    expect(told.filter((text) => /ended|failed/.test(text))).toEqual(['ad-ended a', 'ad-failed b']);
    expect(facts.find(({ type }) => type === 'ad-failed')).toMatchObject({ error: 'ELEMENT_REFUSED' });
    expect(error).toBe('');
  });

  it('tells the first frame of an ad that was presented while the ad was seen, and none before', async () => {
    await lab.fresh();
    const { frames, facts } = await lab.browser.execute(
      async (url, red) => {
        const { lab } = window;
        await lab.open(url);
        for (const adInstanceId of ['a', 'b', 'c']) {
          lab.run({ type: 'prepare-ad', ...red, adInstanceId });
          await lab.fact('ad-ready', 3000, adInstanceId);
          lab.run({ type: 'show-ad', adInstanceId });
          await lab.fact('ad-frame', 3000, adInstanceId);
          lab.run({ type: 'show-content' });
          await lab.wait(200);
        }
        return { frames: lab.screen(), facts: lab.facts() };
      },
      SOURCE,
      RED,
    );
    for (const [index, adInstanceId] of ['a', 'b', 'c'].entries()) {
      const told = facts.find((fact) => fact.type === 'ad-frame' && fact.adInstanceId === adInstanceId);
      const seen = frames.find(({ top, videoIndex }) => top && videoIndex === index + 1);
      // The first one that is seen brought the element to the top.
      expect(told?.type === 'ad-frame' ? told.adMs : NaN).toBeGreaterThan(seen?.mediaMs ?? NaN);
    }
  });

  it('says when an ad ends, pauses and goes on', async () => {
    await lab.fresh();
    const facts = await lab.browser.execute(
      async (url, green) => {
        const { lab } = window;
        await lab.open(url);
        lab.run({ type: 'prepare-ad', ...green });
        await lab.fact('ad-ready', 3000);
        lab.run({ type: 'show-ad', adInstanceId: 'green' });
        await lab.fact('ad-frame', 3000);
        await lab.wait(500);
        lab.run({ type: 'pause' });
        await lab.wait(300);
        lab.run({ type: 'play' });
        await lab.fact('ad-ended', 9000);
        await lab.wait(100);
        return lab.facts();
      },
      SOURCE,
      GREEN,
    );
    const states = facts.flatMap((fact) =>
      fact.type === 'ad-play-state' && fact.state !== 'waiting' ? [fact.state] : [],
    );
    expect(states).toEqual(['playing', 'paused', 'playing']);
    expect(facts.filter(({ type }) => type === 'ad-ended')).toHaveLength(1);
    const last = facts.filter((fact) => fact.type === 'ad-frame').pop();
    expect(last?.type === 'ad-frame' ? last.adMs : NaN).toBeGreaterThan(5500);
    expect(facts.some((fact) => fact.type === 'play-state' && fact.state === 'paused')).toBe(false);
  });

  it('keeps at most two ad elements', async () => {
    await lab.fresh();
    const count = await lab.browser.execute(
      async (url, red) => {
        const { lab } = window;
        await lab.open(url);
        for (const adInstanceId of ['a', 'b', 'c', 'd']) lab.run({ type: 'prepare-ad', ...red, adInstanceId });
        await lab.wait(50); // the code for it is loaded first
        return document.querySelectorAll('video').length;
      },
      SOURCE,
      RED,
    );
    expect(count).toBe(3);
  });
});
