import { readFileSync } from 'node:fs';
import { adPlaylists } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { compileCheck } from '../../packages/decisioning/src/schema/compile-check.js';
import { setStage, type Stage, type StageOptions } from './stage.js';

const schema = JSON.parse(
  readFileSync(new URL('../../packages/core/report.schema.json', import.meta.url), 'utf8'),
) as object;
const SEGMENT_MS = 1920;
const SLATE_URL = 'https://ads.example/ads/slate/main.m3u8';
const SLATE = adPlaylists('slate', 2);
const names = ({ shown }: Stage): string[] => shown().map(({ what }) => what);
const msOf = ({ shown }: Stage, name: string): number =>
  shown().reduce((sum, { what, ms }) => sum + (what === name ? ms : 0), 0);
const slateRequests = ({ requests }: Stage): string[] =>
  requests.map(({ request }) => request.url).filter((url) => url.includes('/ads/slate/'));

/** A break of 23.04 s with two ads of 5.76 s, and a slate of 3.84 s. */
async function play({ serve, session, ...options }: StageOptions = {}, ms = 70_000): Promise<Stage> {
  const stage = setStage({
    channel: { podMs: 23_040 },
    session: { strategy: 'stitch', policies: { underrun: 'slate', slate: { url: SLATE_URL } }, ...session },
    serve: (url) => serve?.(url) ?? (url in SLATE ? { text: SLATE[url] ?? '' } : null),
    ...options,
  });
  await stage.clock.advance(ms);
  return stage;
}

describe('slate in a live break that is longer than its ads', () => {
  it('fills it up to its planned end, as often as that takes, and nobody is told (R75)', async () => {
    const stage = await play();
    expect(names(stage)).toEqual(['content', 'one', 'two', 'slate', 'content']);
    expect(Math.abs(msOf(stage, 'slate') - 11_520)).toBeLessThanOrEqual(40);
    expect(stage.player.faults).toEqual([]);
    expect(stage.beacons().filter((beacon) => !/^(one|two)\//.test(beacon))).toEqual([]);
    expect(stage.beacons()).toContain('two/complete');
    expect(stage.reports).toMatchObject([{ outcome: 'played', causes: [] }]);
    expect(stage.reports[0]?.ads.map(({ adId }) => adId)).toEqual(['id-one', 'id-two']);
    expect(Math.abs((stage.reports[0]?.slateMs ?? 0) - 11_520)).toBeLessThanOrEqual(250);
    expect((await compileCheck(schema))(JSON.parse(JSON.stringify(stage.reports[0])))).toBeNull();
    stage.end();
  });

  it('gives content back with the latency that it had', async () => {
    const [report] = (await play()).reports;
    expect(Math.abs((report?.latencyAfterMs ?? 0) - (report?.latencyBeforeMs ?? 1e9))).toBeLessThanOrEqual(SEGMENT_MS);
  });

  it('has no countdown of an ad, but says how long the break goes on', async () => {
    const stage = await play();
    const slates = stage.views.filter(({ slate }) => slate);
    expect(slates[0]).toMatchObject({ ad: null, slate: { remainingSeconds: 12 } });
    expect(slates.map(({ slate }) => slate?.remainingSeconds)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(stage.views.flatMap(({ ad }) => (ad ? [ad.count] : [])).every((count) => count === 2)).toBe(true);
    stage.end();
  });

  it('is told as a switch of its own', async () => {
    const stage = setStage({
      channel: { podMs: 23_040 },
      session: { policies: { underrun: 'slate', slate: { url: SLATE_URL } } },
      serve: (url) => (url in SLATE ? { text: SLATE[url] ?? '' } : null),
    });
    const told: string[] = [];
    stage.session.on('switch', ({ to, adInstanceId }) => told.push(adInstanceId ?? to));
    await stage.clock.advance(70_000);
    expect(told).toEqual(['one', 'two', 'slate', 'content']);
    stage.end();
  });

  it('is read once for all breaks', async () => {
    const stage = await play({ channel: { podMs: 15_360, schedule: { atMs: [15_360, 46_080] } } }, 90_000);
    expect(names(stage)).toEqual(['content', 'one', 'two', 'slate', 'content', 'one', 'two', 'slate', 'content']);
    expect(new Set(slateRequests(stage)).size).toBe(slateRequests(stage).length);
    stage.end();
  });

  it('fills what a break that grows has no ads for (R74)', async () => {
    const stage = await play({
      channel: { podMs: 11_520, breakFaults: { 'break-0': { extendByMs: 5760 } } },
    });
    expect(names(stage)).toEqual(['content', 'one', 'two', 'slate', 'content']);
    expect(Math.abs(msOf(stage, 'slate') - 5760)).toBeLessThanOrEqual(40);
    expect(stage.player.faults).toEqual([]);
    stage.end();
  });

  it('is cut by an early return as an ad is', async () => {
    const stage = await play({
      channel: { podMs: 23_040, breakFaults: { 'break-0': { earlyInAfterMs: 15_360 } } },
    });
    expect(names(stage)).toEqual(['content', 'one', 'two', 'slate', 'content']);
    expect(msOf(stage, 'slate')).toBeLessThanOrEqual(3840 + SEGMENT_MS);
    expect(stage.reports[0]).toMatchObject({ earlyReturn: true, outcome: 'played' });
    stage.end();
  });

  it.each([
    ['an ad that is not there', '/ads/two/', ['content', 'one', 'slate', 'content'], 'partial'],
    ['all ads', '/ads/(one|two)/', ['content', 'slate', 'content'], 'lost'],
  ])('stands in for %s', async (_what, missing, shown, outcome) => {
    const stage = await play({ serve: (url) => (new RegExp(missing).test(url) ? { status: 404 } : null) });
    expect(names(stage)).toEqual(shown);
    expect(stage.reports).toMatchObject([{ outcome }]);
    expect(stage.player.faults).toEqual([]);
    stage.end();
  });

  it('comes late and is used from where it can be', async () => {
    const stage = await play({
      serve: (url) => (url === SLATE_URL ? { text: SLATE[url] ?? '', delayMs: 2200 } : null),
    });
    expect(names(stage)).toEqual(['content', 'one', 'two', 'slate', 'content']);
    expect(stage.player.faults).toEqual([]);
    stage.end();
  });

  it.each([
    ['does not load', () => ({ status: 404 })],
    ['is no playlist', () => ({ text: 'slate' })],
    ['does not fit content', () => ({ text: '#EXTM3U\n#EXTINF:2,\na.ts\n#EXT-X-ENDLIST\n' })],
  ])('that %s is content, and no fault of the ads', async (_what, answer) => {
    const stage = await play({ serve: (url) => (url === SLATE_URL ? answer() : null) });
    expect(names(stage)).toEqual(['content', 'one', 'two', 'content']);
    expect(stage.reports).toMatchObject([{ outcome: 'played', causes: [] }]);
    stage.end();
  });

  it('of which a segment fails on the screen ends for content', async () => {
    const stage = setStage({
      channel: { podMs: 23_040 },
      session: { policies: { underrun: 'slate', slate: { url: SLATE_URL } } },
      serve: (url) => (url in SLATE ? { text: SLATE[url] ?? '' } : null),
    });
    while (names(stage).slice(-1)[0] !== 'slate') await stage.clock.advance(200);
    stage.player.say({ type: 'segment-failed', url: 'https://ads.example/ads/slate/video/1.m4s', status: 404 });
    await stage.clock.advance(60_000);
    expect(names(stage)).toEqual(['content', 'one', 'two', 'slate', 'content']);
    expect(msOf(stage, 'slate')).toBeLessThanOrEqual(4 * SEGMENT_MS);
    expect(stage.player.faults).toEqual([]);
    stage.end();
  });

  it.each(['secondElement', 'reattach'] as const)(
    'plays in an element too, until the planned end (%s)',
    async (strategy) => {
      const policies = { underrun: 'slate', slate: { url: SLATE_URL } } as const;
      const stage = setStage({
        channel: { podMs: 23_040 },
        session: { strategy, policies },
        player: { ads: (url) => ({ durationMs: url === SLATE_URL ? 3840 : 5760 }) },
      });
      const told: string[] = [];
      stage.session.on('switch', ({ to, adInstanceId }) => told.push(adInstanceId ?? to));
      await stage.clock.advance(70_000);
      expect(told).toEqual(['one', 'two', 'slate', 'content']);
      const slateMs = stage.reports[0]?.slateMs ?? 0;
      expect(slateMs).toBeGreaterThan(10_500);
      expect(slateMs).toBeLessThanOrEqual(11_520 + (strategy === 'reattach' ? 1500 : 500));
      expect(stage.views.filter(({ slate }) => slate)[0]).toMatchObject({ ad: null, slate: { remainingSeconds: 12 } });
      expect(stage.beacons().filter((beacon) => !/^(one|two)\//.test(beacon))).toEqual([]);
      expect(stage.reports).toMatchObject([{ outcome: 'played', causes: [] }]);
      expect(stage.reports[0]?.ads).toHaveLength(2);
      stage.end();
    },
  );

  it('that does not load in an element is content, and is not tried again and again', async () => {
    const policies = { underrun: 'slate', slate: { url: SLATE_URL } } as const;
    const stage = setStage({
      channel: { podMs: 23_040 },
      session: { strategy: 'secondElement', policies },
      player: { ads: (url) => (url === SLATE_URL ? 'MEDIA_NOT_FOUND' : { durationMs: 5760 }) },
    });
    await stage.clock.advance(70_000);
    expect(names(stage)).toEqual(['content', 'one', 'two', 'content']);
    const tried = stage.player.commands.filter((one) => one.type === 'prepare-ad' && one.url === SLATE_URL);
    expect(tried).toHaveLength(1);
    stage.end();
  });

  it('in an element is left at an early return', async () => {
    const policies = { underrun: 'slate', slate: { url: SLATE_URL } } as const;
    const stage = setStage({
      channel: { podMs: 23_040, breakFaults: { 'break-0': { earlyInAfterMs: 15_360 } } },
      session: { strategy: 'secondElement', policies },
      player: { ads: (url) => ({ durationMs: url === SLATE_URL ? 3840 : 5760 }) },
    });
    await stage.clock.advance(70_000);
    expect(stage.reports[0]?.slateMs).toBeLessThanOrEqual(3840 + SEGMENT_MS);
    expect(names(stage).slice(-1)).toEqual(['content']);
    stage.end();
  });

  it('is not asked for where content is wanted', async () => {
    const stage = await play({ session: { policies: { slate: { url: SLATE_URL } } } });
    expect(names(stage)).toEqual(['content', 'one', 'two', 'content']);
    expect(slateRequests(stage)).toEqual([]);
    stage.end();
  });
});
