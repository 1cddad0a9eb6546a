import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelFront } from './support/front-channel.js';
import { openSessionLab, type SessionLab } from './support/session-lab.js';
import { subtitleChannel } from './support/subtitled-channel.js';
import { WATCH_TEXT, type ReadsText, type Reading } from './support/watch-text.js';

/** Seconds: a segment, which one cue says the number of, how long the ad of the break is, and what is not looked at. */
const [SEGMENT, ADS, BESIDE] = [1.92, 5.76, 0.4];
/**
 * When the viewer asks for subtitles, and when they are there at the latest; where the break is. Shaka has them with the next of the picture
 * that it fetches, ten seconds ahead.
 */
const ON_AT = 2;
const AROUND = {
  cutaway: { from: 2 * SEGMENT, breakAt: 3 * SEGMENT },
  shaka: { from: 4 * SEGMENT, breakAt: 9 * SEGMENT },
};

describe.each([
  ['cutaway', 'segments'],
  ['cutaway', 'one file'],
  ['shaka', 'segments'],
  ['shaka', 'one file'],
  ['cutaway', 'IMSC1'],
  ['shaka', 'IMSC1'],
  ['shaka', 'WebVTT in fMP4'],
] as const)('subtitles of VOD around a mid-roll that is stitched into it, in %s, in %s (Chromium)', (engine, cut) => {
  let lab: SessionLab;
  let front: ChannelFront;
  let looks: readonly Reading[];
  const { from, breakAt } = AROUND[engine];

  beforeAll(async () => {
    const vodBreaks = [{ atMs: breakAt * 1000, plannedMs: ADS * 1000 }];
    lab = await openSessionLab({ engine, channel: { schedule: 'none', vodBreaks } });
    front = await subtitleChannel(lab.channel.vodUrl.replace('/vod/main.m3u8', ''), cut);
    await lab.play({ stream: `${front.url}/vod/main.m3u8` }, WATCH_TEXT);
    await lab.browser.pause(ON_AT * 1000);
    await lab.browser.execute(() => window.stage.showSubtitles());
    await lab.untilReports(1, 60_000);
    await lab.browser.pause(6000);
    looks = await lab.browser.execute(() => (window as unknown as ReadsText).text);
  }, 120_000);
  afterAll(async () => {
    await lab.close();
    await front.close();
  });

  /** What is read well inside of a segment, beside what should be. */
  const readBetween = (from: number, to: number, adsBefore: number): readonly (readonly [string, string])[] =>
    looks.flatMap(({ seconds, read }) => {
      const inSegment = (seconds - adsBefore) % SEGMENT;
      const isIn = seconds > from && seconds < to && inSegment > BESIDE && inSegment < SEGMENT - BESIDE;
      return isIn ? [[read, `Segment ${Math.floor((seconds - adsBefore) / SEGMENT)}`] as const] : [];
    });

  it('are those of the picture before it', () => {
    const pairs = readBetween(from, breakAt, 0);
    expect(pairs.length).toBeGreaterThan(3);
    expect(pairs.map(([read]) => read)).toEqual(pairs.map(([, wanted]) => wanted));
  });

  it('are not read over its ads', () => {
    const over = looks.filter(({ seconds }) => seconds > breakAt + BESIDE && seconds < breakAt + ADS - BESIDE);
    expect(over.length).toBeGreaterThan(30);
    expect(over.filter(({ read }) => read !== '')).toEqual([]);
  });

  it('are those of the picture behind it, not so much sooner as its ads are long', () => {
    const pairs = readBetween(breakAt + ADS + BESIDE, breakAt + ADS + 5, ADS);
    expect(pairs.length).toBeGreaterThan(10);
    expect(pairs.map(([read]) => read)).toEqual(pairs.map(([, wanted]) => wanted));
  });
});
