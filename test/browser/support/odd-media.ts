import type { BreakReport } from '@cutaway/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PageLog } from '../session-page.js';
import { cutsOf, longestGapMs } from './cuts.js';
import { openOddLab, type OddAd, type OddBeacon, type OddLab } from './odd-lab.js';

const red = (kind: string): OddAd => ({ kind, colour: 'red' });
const green = (kind: string): OddAd => ({ kind, colour: 'green' });

/** Pods of ads that are encoded in every other way than the programme: 480x270p25 with sound at 48 kHz, apart, in 1.92 s segments. */
const PODS = [
  [red('silent'), green('muxed')],
  [red('surround'), green('long')],
  [red('exact'), green('ts'), green('fps50')],
  [red('ntsc'), green('exact')],
  [red('bframes'), green('garbled')],
];
const FAULTS = [
  { path: '^/ads/ad-red/video/(hi|lo)-001.m4s', status: 404 },
  { path: '^/ads/ad-green/exact/audio-001.m4s', stall: true },
];
/** By the ad's place: what each is to hear, and what its report says. */
const WHOLE = ['0-0', '0-1', '1-0', '1-1', '2-2', '3-0', '4-0'];
const FAILED = { '2-0': '401', '2-1': '403', '3-1': '402', '4-1': '405' };
/** hls.js 1.7 and Shaka ask for a segment and its initialisation segment side by side: here the segment always comes first. */
const INIT_LAST = `
  const { open, send } = XMLHttpRequest.prototype;
  const lateMs = (url) => (/init[.]mp4/.test(url) ? 100 : 0);
  Object.assign(XMLHttpRequest.prototype, {
    open(...asked) {
      this.lateMs = lateMs(asked[1]);
      open.apply(this, asked);
    },
    send(...asked) {
      setTimeout(() => this.readyState === XMLHttpRequest.OPENED && send.apply(this, asked), this.lateMs);
    },
  });
  const { fetch } = window;
  window.fetch = async (...asked) => {
    await new Promise((resolve) => setTimeout(resolve, lateMs(asked[0])));
    return fetch(...asked);
  };`;
const FRAME_MS = 40;

/** What an adapter plays of odd ads and of ads that fail in their middle, in one session on a live channel. */
export function playsOddMedia(engine: 'cutaway' | 'shaka'): void {
  let lab: OddLab;
  let log: PageLog;
  let reports: readonly BreakReport[];
  let beacons: readonly OddBeacon[];
  let seeks: readonly number[];

  beforeAll(async () => {
    lab = await openOddLab({ engine, pods: PODS, channel: { faults: FAULTS } });
    await lab.play({ strategy: 'stitch' }, INIT_LAST); // what it cannot play is not to come to the screen in another way
    // One that is lost at once closes before the one that still plays.
    reports = [...(await lab.untilReports(PODS.length))].sort((a, b) => a.brk.id.localeCompare(b.brk.id));
    await lab.browser.pause(1500);
    log = await lab.log();
    seeks = await lab.seeks();
    beacons = lab.beacons();
  }, 180_000);
  afterAll(() => lab.close());

  const of = (event: string) => beacons.filter((beacon) => beacon.event === event);

  it('plays whole what can be stitched: without sound, muxed, 5.1, 44.1 kHz, 50 and 29.97 frames a second, long segments', () => {
    const outcomes = reports.flatMap(({ ads }) => ads.map(({ adInstanceId, outcome }) => [adInstanceId, outcome]));
    const why = JSON.stringify(reports.map(({ causes }) => causes));
    expect(
      outcomes.filter(([id]) => WHOLE.includes(String(id))),
      why,
    ).toEqual(WHOLE.map((id) => [id, 'played']));
    expect(of('impression').map(({ adInstanceId }) => adInstanceId)).toEqual(expect.arrayContaining(WHOLE));
    expect(of('complete').map(({ adInstanceId }) => adInstanceId)).toEqual(WHOLE);
  });

  it('says why of the others, once: not there, no fMP4, not in time, no media', () => {
    const heard = of('error').map(({ adInstanceId, code }) => [adInstanceId, code]);
    expect(Object.fromEntries(heard)).toEqual(FAILED);
    expect(heard).toHaveLength(4);
    expect(reports.map(({ causes }) => causes.map(({ name }) => name).sort())).toEqual([
      [],
      [],
      ['MEDIA_NOT_FOUND', 'MEDIA_UNSUPPORTED'],
      ['MEDIA_TIMEOUT'],
      ['MEDIA_DECODE'],
    ]);
    expect(reports.every(({ strategy }) => strategy === 'stitch')).toBe(true);
  });

  it('never stands still but for the segment that is three times as long, and never seeks', () => {
    const cuts = cutsOf(log.frames);
    const [first = NaN, , , second = NaN, , end = NaN] = cuts.map(({ atMs }) => atMs);
    expect(longestGapMs(log.frames, first - 3000, second)).toBeLessThanOrEqual(1000);
    // The target duration grows with it, so the player asks for the playlist less often than it needs to.
    expect(longestGapMs(log.frames, second, end)).toBeLessThanOrEqual(2000);
    expect(longestGapMs(log.frames, end)).toBeLessThanOrEqual(1000);
    expect(seeks.filter((atMs) => atMs > first - 3000)).toEqual([]);
    expect(log.errors).toEqual([]);
  });

  it('has no more than two frames between content and an ad with B-frames, and the next ad', async () => {
    const cuts = log.frames.filter(({ what, top }, n) => {
      const before = log.frames[n - 1];
      return top && before && before.what !== what;
    });
    const [into, next] = [
      cuts.filter(({ what }) => what === 'red').pop(),
      cuts.filter(({ what }) => what === 'green').pop(),
    ];
    for (const cut of [into, next]) {
      const atMs = cut?.mediaMs ?? NaN;
      expect(await lab.stepOver(atMs - 500, atMs + 100)).toBeLessThanOrEqual(2 * FRAME_MS);
    }
  }, 180_000);
}
