import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { setStage, type Stage, type StageOptions } from './stage.js';

const STARTED_AT = Date.UTC(2026, 0, 1, 12);
const SEGMENT_MS = 1920;
const names = ({ shown }: Stage): string[] => shown().map(({ what }) => what);
const adMs = ({ shown }: Stage): number =>
  shown()
    .filter(({ what }) => what !== 'content')
    .reduce((sum, { ms }) => sum + ms, 0);
const twice = (beacons: readonly string[]): string[] => beacons.filter((one, n) => beacons.indexOf(one) !== n);
const latencyMoved = ({ reports }: Stage): number =>
  Math.abs((reports[0]?.latencyAfterMs ?? 0) - (reports[0]?.latencyBeforeMs ?? 1e9));

async function play(options: StageOptions, ms = 60_000): Promise<Stage> {
  const stage = setStage(options);
  await stage.clock.advance(ms);
  return stage;
}

describe.each(['stitch', 'secondElement'] as const)('a live break with %s', (strategy) => {
  const session = { strategy };

  it('that is longer than its ads gives content back after them (R75)', async () => {
    const stage = await play({ session, channel: { podMs: 23_040 } });
    expect(names(stage)).toEqual(['content', 'one', 'two', 'content']);
    expect(Math.abs(adMs(stage) - 11_520)).toBeLessThan(250);
    expect(latencyMoved(stage)).toBeLessThanOrEqual(SEGMENT_MS);
    expect(stage.reports[0]).toMatchObject({ outcome: 'played', causes: [] });
    stage.end();
  });

  it('that is shorter than its ads cuts them at its end (R76)', async () => {
    const stage = await play({ session, ads: ['one', 'two', 'three'].map((name) => anAd(name)) });
    expect(names(stage).slice(-1)).toEqual(['content']);
    expect(adMs(stage)).toBeLessThanOrEqual(11_520 + SEGMENT_MS);
    expect(stage.beacons()).not.toContain('three/complete');
    if (strategy === 'stitch') expect(stage.beacons()).toContain('three/error?code=206');
    expect(latencyMoved(stage)).toBeLessThanOrEqual(SEGMENT_MS);
    stage.end();
  });

  it('that grows goes on with the next ad, and begins none anew (R74)', async () => {
    const stage = await play({
      session,
      ads: ['one', 'two', 'three'].map((name) => anAd(name)),
      channel: { breakFaults: { 'break-0': { extendByMs: 5760 } } },
    });
    expect(names(stage)).toEqual(['content', 'one', 'two', 'three', 'content']);
    expect(stage.beacons()).toContain('three/impression');
    expect(stage.beacons()).toContain('three/complete');
    expect(twice(stage.beacons())).toEqual([]);
    stage.end();
  });

  it('that is cancelled while it is on is left within a segment, as at an early return (R77)', async () => {
    // The channel tells it 8 s before: this is when the first ad is on.
    const stage = await play({ session, channel: { breakFaults: { 'break-0': { cancelAfterMs: 8000 + 3840 } } } });
    expect(names(stage)[0]).toBe('content');
    expect(names(stage).slice(-1)).toEqual(['content']);
    expect(stage.beacons()).not.toContain('two/complete');
    expect(stage.reports).toHaveLength(1);
    stage.end();
  });

  it('in which the programme is restricted is left for content as soon as that can be (R84)', async () => {
    const stage = setStage({
      session,
      ads: ['one', 'two', 'three', 'four'].map((name) => anAd(name)),
      channel: { podMs: 23_040 },
    });
    const told: unknown[] = [];
    stage.session.on('restrictions', ({ restrictions }) => told.push(restrictions?.webDeliveryAllowed));
    const at = STARTED_AT + 15_360 + 2000;
    const limits = {
      webDeliveryAllowed: false,
      noRegionalBlackout: true,
      archiveAllowed: true,
      deviceGroup: 3,
    } as const;
    const boundary = { type: 'boundary', carrier: 'emsg', key: 'p', evidence: '', at } as const;
    stage.player.say({
      type: 'heard',
      signals: [{ ...boundary, segmentationTypeId: 0x14, restrictions: limits }],
      causes: [],
    });
    await stage.clock.advance(60_000);
    expect(told).toEqual([false]);
    expect(names(stage)[0]).toBe('content');
    expect(names(stage).slice(-1)).toEqual(['content']);
    // What a live player was given of a stitched break is played: at most what lies between it and the edge.
    expect(adMs(stage)).toBeLessThan(strategy === 'stitch' ? 2000 + 4 * SEGMENT_MS : 2500);
    expect(stage.beacons()).not.toContain('three/impression');
    expect(stage.reports[0]).toMatchObject({ left: 'blackout' });
    stage.end();
  });

  it('whose start is moved before it is on begins there', async () => {
    const at = (ms: number): string => new Date(STARTED_AT + ms).toISOString();
    let nowMs = 0;
    const stage = setStage({
      session,
      channel: { schedule: { atMs: [30_720] }, announceLeadMs: 20_000 },
      player: {
        hear: (loaded) => ({
          ...loaded,
          text:
            nowMs < 18_000
              ? loaded.text
              : loaded.text.replace(`START-DATE="${at(30_720)}`, `START-DATE="${at(34_560)}`),
        }),
      },
    });
    for (; nowMs < 80_000; nowMs += 1000) await stage.clock.advance(1000);
    expect(names(stage)).toEqual(['content', 'one', 'two', 'content']);
    const content = stage.player.frames.filter(({ what }) => what === 'content').map(({ programMs }) => programMs);
    const goesOn = content.findIndex((programMs, n) => programMs - (content[n - 1] ?? programMs) > SEGMENT_MS);
    expect(Math.abs((content[goesOn - 1] ?? 0) - STARTED_AT - 34_560)).toBeLessThan(250);
    expect(Math.abs((content[goesOn] ?? 0) - STARTED_AT - 34_560 - 11_520)).toBeLessThan(250);
    expect(stage.reports[0]).toMatchObject({ outcome: 'played', causes: [] });
    stage.end();
  });

  it('that is told twice is one break (R78)', async () => {
    const stage = await play({ session, channel: { breakFaults: { 'break-0': { duplicate: true } } } });
    expect(names(stage)).toEqual(['content', 'one', 'two', 'content']);
    expect(twice(stage.beacons())).toEqual([]);
    expect(stage.reports).toHaveLength(1);
    stage.end();
  });

  it.each([
    ['without the break', (text: string) => text.replace(/#EXT-X-DATERANGE.*\n/g, '')],
    [
      'with the programme elsewhere',
      (text: string) =>
        text.replace(/(PROGRAM-DATE-TIME:)(\S+)/g, (_, tag: string, date: string) => {
          return tag + new Date(Date.parse(date) + 10_000).toISOString();
        }),
    ],
  ])('of which one refresh comes %s plays on: once, without a stall or a fetch behind (R86b)', async (_, spoil) => {
    let left = 2; // both renditions
    const clock = { atMs: 0 };
    const stage = setStage({
      session,
      player: {
        hear: (loaded) =>
          clock.atMs > STARTED_AT + 21_000 && left-- > 0 ? { ...loaded, text: spoil(loaded.text) } : loaded,
      },
    });
    for (let n = 0; n < 60; n++) {
      clock.atMs = stage.clock.port.nowMs();
      await stage.clock.advance(1000);
    }
    expect(names(stage)).toEqual(['content', 'one', 'two', 'content']);
    expect(stage.player.faults).toEqual([]);
    expect(twice(stage.beacons())).toEqual([]);
    expect(stage.player.commands.map(({ type }) => type)).not.toContain('reload-content');
    expect(stage.reports.map(({ stalls }) => stalls)).toEqual([0]);
    stage.end();
  });

  it('in a low-latency stream with a window of three segments plays whole (R86)', async () => {
    const stage = await play({
      session,
      channel: { windowSegments: 3 },
      player: { hear: (loaded) => ({ ...loaded, text: withParts(loaded.text) }) },
    });
    expect(names(stage)).toEqual(['content', 'one', 'two', 'content']);
    expect(stage.player.faults).toEqual([]);
    expect(stage.reports[0]).toMatchObject({ outcome: 'played', causes: [] });
    stage.end();
  });
});

/** The same playlist as a low-latency origin writes it: parts of about a second, a hint of the next, blocking reloads. */
function withParts(text: string): string {
  const parts = (uri: string): string => [0, 1].map((n) => `#EXT-X-PART:DURATION=0.96,URI="${uri}.${n}"\n`).join('');
  return text
    .replace(/(#EXTINF:\S+\n)(\S+)/g, (_, tag: string, uri: string) => `${parts(uri)}${tag}${uri}`)
    .replace(
      '#EXT-X-MAP',
      '#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=3\n#EXT-X-PART-INF:PART-TARGET=0.96\n#EXT-X-MAP',
    )
    .concat('#EXT-X-PRELOAD-HINT:TYPE=PART,URI="next.m4s.0"\n');
}
