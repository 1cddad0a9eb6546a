import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSessionLab, type SessionLab } from './support/session-lab.js';

describe('a live channel that is behind after a break, in Chromium', () => {
  let lab: SessionLab;
  let rates: readonly number[];
  let atTheEnd: number;

  beforeAll(async () => {
    lab = await openSessionLab({ channel: { schedule: { atMs: [19_200] }, podMs: 11_520, windowSegments: 20 } });
    await lab.play({ strategy: 'stitch' });
    await lab.until(
      ({ events }) => events.some(({ type, detail }) => type === 'switch' && (detail as { to: string }).to === 'ad'),
      60_000,
    );
    await lab.browser.pause(6000);
    // What a stall costs, without one: the picture is four seconds behind.
    await lab.browser.execute(() => {
      const video = document.querySelector('video') as HTMLVideoElement;
      const heard: number[] = [];
      video.addEventListener('ratechange', () => heard.push(video.playbackRate));
      (window as unknown as { rates: number[] }).rates = heard;
      video.currentTime -= 4;
    });
    await lab.untilReports(1, 60_000);
    await lab.browser.pause(6000);
    await lab.destroy();
    await lab.browser.pause(300);
    [rates, atTheEnd] = await lab.browser.execute(() => {
      const video = document.querySelector('video') as HTMLVideoElement;
      return [(window as unknown as { rates: number[] }).rates, video.playbackRate] as const;
    });
  }, 150_000);
  afterAll(() => lab.close());

  it('plays a little faster, and hls.js lets it', () => {
    expect(rates.slice(0, 1)).toEqual([1.03]);
  });
  it('plays at its own rate again when the session ends', () => {
    expect(atTheEnd).toBe(1);
  });
});
