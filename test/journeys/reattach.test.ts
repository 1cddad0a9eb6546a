import type { PlayerFact } from '@cutaway/core';
import type { DecisionRequest, Signal } from '@cutaway/model';
import { anAd, aReply, planChannel, writeLivePlaylist } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { setStage, type Stage, type StageOptions } from './stage.js';

const START_MS = Date.UTC(2026, 0, 1, 12);
/** Programme time of the break. */
const BREAK_AT = START_MS + 15_360;
const POD_MS = 11_520;
const EVENTS = ['impression', 'creativeView', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];
const all = (ad: string): string[] => EVENTS.map((event) => `${ad}/${event}`);
/** The break is on the screen at this time of the journey: three segments behind the edge. */
const BREAK_MS = 15_360 + 5760;

const reattach = (options: StageOptions = {}): Stage =>
  setStage({ ...options, session: { strategy: 'reattach', ...options.session } });
const names = (stage: Stage): string[] => stage.shown().map(({ what }) => what);
/**
 * How far content went on over the ads, in programme time and by the clock; the programme time of its last frame before them, and how long
 * that stayed.
 */
function around({ player: { frames } }: Stage) {
  const isContent = ({ what }: { what: string }) => what === 'content';
  const first = frames.findIndex((frame) => !isContent(frame));
  const last = frames.map((frame) => !isContent(frame)).lastIndexOf(true);
  const [before, after] = [frames[first - 1], frames[last + 1]];
  return {
    programMs: (after?.programMs ?? NaN) - (before?.programMs ?? NaN),
    wallMs: (after?.atMs ?? NaN) - (before?.atMs ?? NaN),
    leftAt: before?.programMs ?? NaN,
    stayedMs: (frames[first]?.atMs ?? NaN) - (before?.atMs ?? NaN),
  };
}
/** The channel's programme as VOD: nothing is added to it any more. */
const onDemand = (): StageOptions => {
  const plan = planChannel({ schedule: 'none', windowSegments: 24 }, START_MS);
  return { player: { origin: (rendition) => `${writeLivePlaylist(plan, [], rendition, START_MS)}#EXT-X-ENDLIST\n` } };
};
/** Plays it for a while, and tells of a break 10 s ahead; gives its programme time. */
async function announceBreak(stage: Stage): Promise<number> {
  await stage.clock.advance(2000);
  const startsAt = (stage.player.frames.at(-1)?.programMs ?? NaN) + 10_000;
  const start: Signal = {
    ...{ type: 'break-start', kind: 'linear', key: 'mid-1', carrier: 'app', evidence: 'a test', startsAt },
    ...{ plannedMs: POD_MS, autoReturn: true, upids: [], segmentationTypeId: null },
  };
  stage.player.say({ type: 'heard', signals: [start], causes: [] });
  return startsAt;
}
const countOf = (stage: Stage, type: string): number =>
  stage.player.commands.filter((command) => command.type === type).length;

describe('ads in the content’s own element, live', () => {
  it('bring content back where the programme is by then, as far behind the edge as it was', async () => {
    const stage = reattach();
    await stage.clock.advance(60_000);
    expect(names(stage)).toEqual(['content', 'one', 'two', 'content']);
    const { programMs, wallMs, leftAt, stayedMs } = around(stage);
    // The gap is what the latency grows by.
    expect(wallMs - programMs).toBeGreaterThanOrEqual(0);
    expect(wallMs - programMs).toBeLessThan(250);
    // The first ad is on the screen when the break begins: content left its element for it a little before.
    expect(Math.abs(leftAt + stayedMs - BREAK_AT)).toBeLessThanOrEqual(40);
    const [report] = stage.reports;
    expect(report).toMatchObject({ strategy: 'reattach', strategyReason: 'asked for by the application', causes: [] });
    expect(Math.abs((report?.latencyAfterMs ?? NaN) - (report?.latencyBeforeMs ?? NaN))).toBeLessThan(1920);
    stage.end();
  });

  it('end with the break where it is ended early', async () => {
    const stage = reattach({ channel: { breakFaults: { 'break-0': { earlyInAfterMs: 4000 } } } });
    await stage.clock.advance(60_000);
    expect(names(stage)).toEqual(['content', 'one', 'content']);
    expect(stage.shown()[1]?.ms).toBeLessThan(6000);
    expect(stage.reports[0]).toMatchObject({ earlyReturn: true, outcome: 'partial' });
    expect(around(stage).wallMs - around(stage).programMs).toBeLessThan(250);
    stage.end();
  });

  it('are taken off before the programme reaches an early end, and content goes on at it', async () => {
    const earlyInAfterMs = 7680;
    const stage = reattach({ channel: { breakFaults: { 'break-0': { earlyInAfterMs } } } });
    await stage.clock.advance(60_000);
    expect(names(stage)).toEqual(['content', 'one', 'two', 'content']);
    const { frames } = stage.player;
    const first = frames.findIndex(({ what }) => what === 'one');
    const last = frames.map(({ what }) => what).lastIndexOf('two');
    const [before, ad, after] = [frames[first - 1], frames[last], frames[last + 1]];
    const endsAtMs = (before?.atMs ?? NaN) + BREAK_AT + earlyInAfterMs - (before?.programMs ?? NaN);
    expect((ad?.atMs ?? NaN) + 40).toBeLessThanOrEqual(endsAtMs + 20);
    expect((ad?.atMs ?? NaN) + 40).toBeGreaterThan(endsAtMs - 120);
    expect(Math.abs((after?.programMs ?? NaN) - BREAK_AT - earlyInAfterMs)).toBeLessThanOrEqual(80);
    stage.end();
  });

  it('are left for content where the programme is restricted meanwhile, which only their own clock can tell (R84)', async () => {
    const stage = reattach();
    const restrictions = {
      webDeliveryAllowed: false,
      noRegionalBlackout: true,
      archiveAllowed: true,
      deviceGroup: 3,
    } as const;
    const boundary = { type: 'boundary', carrier: 'emsg', key: 'p', evidence: '', at: BREAK_AT + 2000 } as const;
    const signals = [{ ...boundary, segmentationTypeId: 0x14, restrictions }];
    stage.player.say({ type: 'heard', signals, causes: [] });
    await stage.clock.advance(60_000);
    expect(names(stage)).toEqual(['content', 'one', 'content']);
    expect(stage.shown()[1]?.ms).toBeLessThan(2500);
    expect(stage.reports[0]).toMatchObject({ left: 'blackout' });
    stage.end();
  });

  it('go on to their end where the break is extended, and then content does', async () => {
    const stage = reattach({ channel: { breakFaults: { 'break-0': { extendByMs: 4000 } } } });
    await stage.clock.advance(60_000);
    expect(names(stage)).toEqual(['content', 'one', 'two', 'content']);
    expect(stage.beacons()).toEqual([...all('one'), ...all('two')]);
    stage.end();
  });

  it('give the screen to the next ad, then to content, where they fail', async () => {
    const fails = (url: string) => (url.includes('/one.') ? ('MEDIA_NOT_FOUND' as const) : { durationMs: 5760 });
    const stage = reattach({ player: { ads: fails } });
    await stage.clock.advance(60_000);
    expect(names(stage)).toEqual(['content', 'two', 'content']);
    expect(stage.reports[0]).toMatchObject({ outcome: 'partial' });
    stage.end();
  });

  it('stop with the viewer, and the programme with them', async () => {
    const stage = reattach();
    await stage.clock.advance(BREAK_MS + 3000);
    stage.player.pause();
    await stage.clock.advance(20_000);
    stage.player.play();
    await stage.clock.advance(30_000);
    expect(names(stage)).toEqual(['content', 'one', 'two', 'content']);
    const beacons = stage.beacons().filter((beacon) => /pause|resume/.test(beacon));
    expect(beacons).toEqual(['one/pause', 'one/resume']);
    const { programMs, wallMs } = around(stage);
    expect(Math.abs(wallMs - 20_000 - programMs)).toBeLessThan(500);
    expect(stage.reports[0]).toMatchObject({ outcome: 'played', causes: [] });
    stage.end();
  });

  it('abut with those of the next break: content is not attached in between, and one strategy plays both (R13)', async () => {
    const stage = setStage({
      channel: { schedule: { atMs: [15_360, 15_360 + POD_MS] }, podMs: POD_MS },
      player: { secondElement: false },
      decide({ body = '{}' }) {
        const { breakId } = JSON.parse(body) as DecisionRequest;
        // The first is not segmented; the second could be stitched.
        const ads = ['one', 'two'].map((name) => anAd(`${breakId}-${name}`));
        const progressive = ads.map((ad) => ({ ...ad, mediaFiles: ad.mediaFiles.slice(1) }));
        return { delayMs: 50, text: JSON.stringify(aReply(breakId === 'break-0' ? progressive : ads)) };
      },
    });
    await stage.clock.advance(80_000);
    expect(names(stage)).toEqual(['content', 'break-0-one', 'break-0-two', 'break-1-one', 'break-1-two', 'content']);
    expect(countOf(stage, 'show-content')).toBe(1);
    expect(stage.reports.map(({ outcome, strategy, strategyReason }) => [outcome, strategy, strategyReason])).toEqual([
      ['played', 'reattach', 'an ad is not segmented; there is no second element'],
      ['played', 'reattach', 'the break beside it plays so'],
    ]);
    const { programMs, wallMs } = around(stage);
    expect(wallMs - programMs).toBeLessThan(400);
    stage.end();
  });
});

describe.each(['reattach', 'secondElement'] as const)('ads that are inserted into content, by %s', (strategy) => {
  it('let content wait, which goes on at the frame where it was', async () => {
    const stage = setStage({ ...onDemand(), session: { strategy } });
    const place = await announceBreak(stage);
    await stage.clock.advance(35_000);
    expect(names(stage)).toEqual(['content', 'one', 'two', 'content']);
    const { programMs, wallMs, leftAt } = around(stage);
    expect(Math.abs(leftAt + 40 - place)).toBeLessThanOrEqual(40);
    expect(programMs).toBe(40);
    expect(wallMs).toBeGreaterThanOrEqual(POD_MS);
    expect(wallMs).toBeLessThan(POD_MS + 500);
    // Content that waits is no pause of the viewer's.
    expect(stage.beacons()).toEqual([...all('one'), ...all('two')]);
    expect(stage.reports[0]).toMatchObject({ outcome: 'played', causes: [], stalls: 0 });
    stage.end();
  });
});

describe.each(['reattach', 'secondElement'] as const)(
  'a break that is ended early where an ad of it ends: %s',
  (strategy) => {
    it('has that ad whole, and not a frame of the next one', async () => {
      const breakFaults = { 'break-0': { earlyInAfterMs: 5760 } };
      const stage = setStage({ channel: { breakFaults }, session: { strategy } });
      await stage.clock.advance(60_000);
      expect(names(stage)).toEqual(['content', 'one', 'content']);
      expect(stage.beacons()).toEqual([...all('one'), 'two/error?code=206']);
      expect(stage.reports[0]).toMatchObject({ earlyReturn: true, outcome: 'partial' });
      stage.end();
    });
  },
);

describe('ads that are told ahead', () => {
  it.each([
    ['reattach', 'live'],
    ['reattach', 'on demand'],
    ['secondElement', 'on demand'],
  ] as const)(
    'wait with a viewer who pauses content before they are due, however long: %s, %s',
    async (strategy, where) => {
      const stage = setStage({ ...(where === 'on demand' && onDemand()), session: { strategy } });
      if (where === 'on demand') await announceBreak(stage);
      const isTold = ({ type }: { type: string }) => type === 'show-ad';
      while (!stage.player.commands.some(isTold)) await stage.clock.advance(20);
      stage.player.pause();
      await stage.clock.advance(20_000);
      expect(names(stage)).toEqual(['content']);
      stage.player.play();
      await stage.clock.advance(40_000);
      expect(names(stage)).toEqual(['content', 'one', 'two', 'content']);
      expect(stage.beacons()).toEqual([...all('one'), ...all('two')]);
      expect(stage.reports[0]).toMatchObject({ outcome: 'played', causes: [] });
      stage.end();
    },
  );
});

describe('a strategy that the device refused', () => {
  const two = (
    ads: (url: string) => Extract<PlayerFact, { type: 'ad-failed' }>['error'] | { durationMs: number },
    { podMs = POD_MS, secondAtMs = 46_080 } = {},
  ) =>
    setStage({
      channel: { schedule: { atMs: [15_360, secondAtMs] }, podMs },
      player: { ads },
      decide({ body = '{}' }) {
        const { breakId } = JSON.parse(body) as DecisionRequest;
        const pod = ['one', 'two'].map((name) => anAd(`${breakId}-${name}`));
        return {
          delayMs: 50,
          text: JSON.stringify(aReply(pod.map((ad) => ({ ...ad, mediaFiles: ad.mediaFiles.slice(1) })))),
        };
      },
    });

  it('gives what is left of its break to the next one, and comes no more in the session', async () => {
    const stage = two((url) => (url.includes('break-0-one') ? 'ELEMENT_REFUSED' : { durationMs: 5760 }));
    await stage.clock.advance(100_000);
    expect(names(stage)).toEqual(['content', 'break-0-two', 'content', 'break-1-one', 'break-1-two', 'content']);
    expect(stage.reports.map(({ strategy, outcome }) => [strategy, outcome])).toEqual([
      ['reattach', 'partial'],
      ['reattach', 'played'],
    ]);
    expect(stage.reports[1]?.strategyReason).toContain('secondElement failed');
    expect(stage.beacons().filter((beacon) => beacon.includes('error'))).toHaveLength(1);
    stage.end();
  });

  it('is not tried by a break that had chosen it before, either', async () => {
    const stage = two(() => ({ durationMs: 5760 }), { podMs: 5760, secondAtMs: 15_360 + 5760 });
    while (!stage.player.commands.some(({ type }) => type === 'show-ad')) await stage.clock.advance(20);
    stage.player.say({
      type: 'ad-failed',
      adInstanceId: 'break-0-one',
      error: 'ELEMENT_REFUSED',
      detail: 'no decoder',
    });
    await stage.clock.advance(50_000);
    expect(names(stage)).toContain('break-1-one');
    // The one that was refused had shown its first frame, so the next one was being loaded by then.
    const tried = stage.player.commands.flatMap((one) =>
      one.type === 'prepare-ad' && !one.reattach ? [one.adInstanceId] : [],
    );
    expect(tried).toEqual(['break-0-one', 'break-0-two']);
    stage.end();
  });

  it('is asked for again by an application that wants it', async () => {
    const stage = setStage({ session: { strategy: 'secondElement' }, player: { ads: () => 'ELEMENT_REFUSED' } });
    await stage.clock.advance(60_000);
    expect(names(stage)).toEqual(['content']);
    expect(stage.reports[0]).toMatchObject({ strategy: 'secondElement', outcome: 'lost' });
    stage.end();
  });
});
