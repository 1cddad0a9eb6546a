import { describe, expect, it } from 'vitest';
import type { Control } from './control.js';
import type { BreakFaults } from './faults.js';
import { planChannel, type ChannelOptions } from './options.js';
import { writeLivePlaylist } from './write-live-playlist.js';

const START_MS = Date.UTC(2026, 0, 1);

/** A channel with one break that starts 21.12 s after its own start (20 s, up to the next boundary). */
function aChannel(options: ChannelOptions = {}, controls: Control[] = []) {
  const plan = planChannel({ schedule: { atMs: [20_000] }, ...options }, START_MS);
  const at = (ms: number) => writeLivePlaylist(plan, controls, 'hi', START_MS + ms);
  const tags = (ms: number) => at(ms).match(/^#EXT-X-DATERANGE.*$/gm) ?? [];
  return { at, tags };
}

const withFaults = (faults: BreakFaults, options: ChannelOptions = {}) =>
  aChannel({ breakFaults: { 'break-0': faults }, ...options });

const BREAK_AT_MS = 21_120;
const BREAK_END_MS = BREAK_AT_MS + 11_520;

describe('writeLivePlaylist', () => {
  it('slides a window of eight segments of 1.92 s with a date on each', () => {
    const text = aChannel({ schedule: 'none' }).at(4_000);
    expect(text).toContain('#EXT-X-MEDIA-SEQUENCE:2\n');
    expect(text).toContain('#EXT-X-TARGETDURATION:2\n');
    expect(text.match(/#EXTINF:1\.920,\nhi\/\d+\.m4s/g)).toHaveLength(8);
    expect(text).toContain('#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:01.920Z\n#EXTINF:1.920,\nhi/9.m4s\n');
    expect(text.match(/#EXT-X-PROGRAM-DATE-TIME/g)).toHaveLength(8);
  });

  it('takes segment and window lengths from the plan', () => {
    const text = aChannel({ segmentMs: 3_840, windowSegments: 3 }).at(0);
    expect(text).toContain('#EXT-X-TARGETDURATION:4\n');
    expect(text.match(/#EXTINF:3\.840/g)).toHaveLength(3);
  });

  it('announces a break 8 s before the live edge is there, and not before', () => {
    const { tags } = aChannel();
    expect(tags(BREAK_AT_MS - 8_000 - 1)).toEqual([]);
    // the edge moves in segments: the first one within 8 s of the start
    expect(tags(BREAK_AT_MS - 7_680)).toHaveLength(1);
    expect(tags(BREAK_AT_MS - 7_680)[0]).toMatch(
      /^#EXT-X-DATERANGE:ID="break-0",START-DATE="2026-01-01T00:00:21\.120Z",PLANNED-DURATION=11\.520,SCTE35-OUT=0xFC[0-9A-F]+$/,
    );
  });

  it('ends it on the same tag when the live edge has reached the end', () => {
    const { tags } = aChannel();
    const [out] = tags(BREAK_END_MS - 1);
    expect(out).not.toContain('SCTE35-IN');
    expect(tags(BREAK_END_MS)).toEqual([expect.stringContaining(`${out},DURATION=11.520,SCTE35-IN=0xFC`)]);
  });

  it('ends it on a second tag without START-DATE where the plan says so', () => {
    const [out, end, ...rest] = aChannel({ endTag: 'separate' }).tags(BREAK_END_MS);
    expect(out).toContain('SCTE35-OUT');
    expect(end).toMatch(/^#EXT-X-DATERANGE:ID="break-0",DURATION=11\.520,SCTE35-IN=0xFC/);
    expect(rest).toEqual([]);
  });

  it('forgets a break whose end has left the window', () => {
    const { tags } = aChannel();
    expect(tags(BREAK_END_MS + 7 * 1_920)).toHaveLength(1);
    expect(tags(BREAK_END_MS + 8 * 1_920)).toEqual([]);
  });

  it('writes interstitials for players that insert by themselves', () => {
    const [tag, ...rest] = aChannel({
      markers: 'interstitial',
      interstitialAttributes: { 'X-RESUME-OFFSET': '11.52' },
    }).tags(BREAK_AT_MS);
    expect(rest).toEqual([]);
    expect(tag).toContain('CLASS="com.apple.hls.interstitial",START-DATE="2026-01-01T00:00:21.120Z"');
    expect(tag).toContain('X-ASSET-LIST="../asset-list/break-0.json",X-SNAP="OUT,IN"');
    expect(tag).toContain('X-RESUME-OFFSET=11.52');
    expect(aChannel({ markers: 'both' }).tags(BREAK_AT_MS)).toHaveLength(2);
  });

  it('announces an ordered break at once and starts it on a boundary after its lead', () => {
    const order: Control = {
      type: 'break',
      id: 'live-0',
      edgeMs: 19_200,
      kind: 'linear',
      durationMs: 5_760,
      leadMs: 4_000,
      faults: {},
    };
    const { tags } = aChannel({ schedule: 'none' }, [order]);
    expect(tags(3_840)[0]).toContain('ID="live-0",START-DATE="2026-01-01T00:00:09.600Z",PLANNED-DURATION=5.760');
    expect(tags(1_920)).toEqual([]);
  });

  it('lets a scheduled break give way to an ordered one that was told first', () => {
    const order: Control = {
      type: 'break',
      id: 'live-0',
      edgeMs: 15_360,
      kind: 'linear',
      durationMs: 11_520,
      leadMs: 15_000,
      faults: {},
    };
    expect(aChannel({}, [order]).tags(BREAK_AT_MS)).toEqual([expect.stringContaining('ID="live-0"')]);
  });

  it('returns early at the boundary where the operator says so', () => {
    const { tags } = aChannel({}, [{ type: 'return', breakId: 'break-0', edgeMs: 15_360 + BREAK_AT_MS + 3_840 }]);
    expect(tags(BREAK_AT_MS + 1_920)[0]).not.toContain('SCTE35-IN');
    expect(tags(BREAK_AT_MS + 3_840)[0]).toContain('DURATION=3.840,SCTE35-IN=');
  });
});

describe('writeLivePlaylist with faults', () => {
  it('earlyInAfterMs: the IN comes at the next boundary, with the real duration', () => {
    const { tags } = withFaults({ earlyInAfterMs: 4_000 });
    expect(tags(BREAK_AT_MS + 3_840)[0]).not.toContain('SCTE35-IN');
    expect(tags(BREAK_AT_MS + 5_760)[0]).toContain('PLANNED-DURATION=11.520');
    expect(tags(BREAK_AT_MS + 5_760)[0]).toContain('DURATION=5.760,SCTE35-IN=');
  });

  it('earlyInAfterMs limits the playout of an interstitial', () => {
    const { tags } = withFaults({ earlyInAfterMs: 4_000 }, { markers: 'interstitial' });
    expect(tags(BREAK_AT_MS + 3_840)[0]).not.toContain('X-PLAYOUT-LIMIT');
    expect(tags(BREAK_AT_MS + 5_760)[0]).toContain('X-PLAYOUT-LIMIT=5.760');
  });

  it('noIn: the end is never told', () => {
    const { tags } = withFaults({ noIn: true });
    expect(tags(BREAK_END_MS + 20_000)[0]).not.toContain('SCTE35-IN');
  });

  it('extendByMs: half way, the plan grows, and the end comes later', () => {
    const { tags } = withFaults({ extendByMs: 5_760 });
    expect(tags(BREAK_AT_MS + 3_840)[0]).toContain('PLANNED-DURATION=11.520');
    expect(tags(BREAK_AT_MS + 5_760)[0]).toContain('PLANNED-DURATION=17.280');
    expect(tags(BREAK_END_MS)[0]).not.toContain('SCTE35-IN');
    expect(tags(BREAK_END_MS + 5_760)[0]).toContain('DURATION=17.280,SCTE35-IN=');
  });

  it('cancelAfterMs: OUT gives way to a cancel on SCTE35-CMD', () => {
    const { tags } = withFaults({ cancelAfterMs: 3_840 });
    expect(tags(BREAK_AT_MS - 7_680)[0]).toContain('SCTE35-OUT');
    expect(tags(BREAK_AT_MS)[0]).toMatch(/^#EXT-X-DATERANGE:ID="break-0",START-DATE="[^"]+",SCTE35-CMD=0xFC/);
  });

  it('duplicate: each tag is there twice', () => {
    const [first, second] = withFaults({ duplicate: true }).tags(BREAK_AT_MS);
    expect(second).toBe(first);
    expect(first).toContain('SCTE35-OUT');
  });

  it('missingTag: refreshes in the span lack the tag', () => {
    const { tags } = withFaults({ missingTag: { fromMs: 1_920, untilMs: 5_760 } });
    const counts = [-7_680, -5_760, -3_840, -1_920, 0].map((ms) => tags(BREAK_AT_MS + ms).length);
    expect(counts).toEqual([1, 0, 0, 1, 1]);
  });

  it('pdtJumpMs: dates jump at the break, START-DATE does not', () => {
    const text = withFaults({ pdtJumpMs: 1_500 }).at(BREAK_AT_MS + 1_920);
    expect(text).toContain('START-DATE="2026-01-01T00:00:21.120Z"');
    expect(text).toContain('#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:19.200Z\n#EXTINF:1.920,\nhi/18.m4s');
    expect(text).toContain('#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:22.620Z\n#EXTINF:1.920,\nhi/19.m4s');
  });

  it('offGridMs: the start lies beside the boundary', () => {
    expect(aChannel({ offGridMs: 700 }).tags(BREAK_AT_MS)[0]).toContain('START-DATE="2026-01-01T00:00:21.820Z"');
  });
});

describe('planChannel', () => {
  it('refuses segments that the media cannot make, and windows that no player can start in', () => {
    expect(() => planChannel({ segmentMs: 2_000 }, 0)).toThrow('expected a multiple');
    expect(() => planChannel({ windowSegments: 2 }, 0)).toThrow('expected a whole number from 3');
    expect(() => planChannel({ schedule: { everyMs: 0 } }, 0)).toThrow('everyMs is 0');
    expect(() => planChannel({ podMs: -1 }, 0)).toThrow('podMs is -1');
  });

  it('refuses breaks that begin before the one ahead of them is over, and takes those that touch', () => {
    expect(() => planChannel({ schedule: { everyMs: 5_000 } }, 0)).toThrow(
      'Cannot start channel: schedule.everyMs is 5000, expected at least podMs, 11520',
    );
    expect(() => planChannel({ overlays: { everyMs: 5_000 }, overlayMs: 6_000 }, 0)).toThrow(
      'overlays.everyMs is 5000, expected at least overlayMs, 6000',
    );
    expect(planChannel({ schedule: { everyMs: 5_760 }, podMs: 5_760 }, 0).podMs).toBe(5_760);
  });
});
