import { describe, expect, it } from 'vitest';
import type { BreakFaults, ServeFault } from './faults.js';
import { planChannel } from './options.js';
import { pickFaults } from './pick-faults.js';

/** A channel with one break from 21.12 s to 32.64 s after its start. */
function aChannel(faults: ServeFault[], breakFaults: BreakFaults = {}) {
  const plan = planChannel({ schedule: { atMs: [20_000] }, faults, breakFaults: { 'break-0': breakFaults } }, 0);
  const hits = new Map<ServeFault, number>();
  return (path: string, atMs: number) => pickFaults(plan, [], hits, path, atMs);
}

const NOTHING = { status: null, delayMs: 0, stall: false };

describe('pickFaults', () => {
  it('hits paths that match, in its span', () => {
    const at = aChannel([{ path: '^/ads/.+\\.m4s$', status: 404, fromMs: 1_000, untilMs: 2_000 }]);
    expect(at('/ads/ad-red/video/hi-000.m4s', 1_000)).toEqual({ ...NOTHING, status: 404 });
    expect(at('/ads/ad-red/video/hi-000.m4s', 999)).toEqual(NOTHING);
    expect(at('/ads/ad-red/video/hi-000.m4s', 2_000)).toEqual(NOTHING);
    expect(at('/live/hi.m3u8', 1_500)).toEqual(NOTHING);
  });

  it('counts each fault for itself', () => {
    const at = aChannel([
      { path: 'hi', delayMs: 10, count: 2 },
      { path: 'hi', delayMs: 5 },
    ]);
    expect([1, 2, 3].map(() => at('/live/hi.m3u8', 0).delayMs)).toEqual([15, 15, 5]);
  });

  it('slows the playlists of a break from its announcement to its end, and nothing else', () => {
    const at = aChannel([], { slowPlaylistMs: 700 });
    // announced when the live edge is 8 s ahead: at the segment boundary of 13.44 s
    expect([13_439, 13_440, 32_640, 34_560].map((ms) => at('/live/lo.m3u8', ms).delayMs)).toEqual([0, 700, 700, 0]);
    expect(at('/live/lo/12.m4s', 20_000)).toEqual(NOTHING);
    expect(at('/vod/lo.m3u8', 20_000)).toEqual(NOTHING);
  });

  it('takes faults that were added while the channel ran', () => {
    const plan = planChannel({}, 0);
    const fault = { path: 'overlay', stall: true };
    expect(pickFaults(plan, [{ type: 'fault', fault }], new Map(), '/overlay.png', 0)).toEqual({
      ...NOTHING,
      stall: true,
    });
  });
});
