import { describe, expect, it } from 'vitest';
import { hlsWaitMs, mpdWaitMs } from './next-read.js';

describe('hlsWaitMs (RFC 8216bis §6.3.4)', () => {
  const pace = { targetMs: 6_000, isChanged: true, failures: 0 };

  it('waits a target duration after a change, and half of one after none', () => {
    expect(hlsWaitMs(pace)).toBe(6_000);
    expect(hlsWaitMs({ ...pace, isChanged: false })).toBe(3_000);
  });

  it('waits longer and longer while readings fail, half a minute at most', () => {
    const waits = [1, 2, 3, 4, 5, 99].map((failures) => hlsWaitMs({ ...pace, isChanged: false, failures }));
    expect(waits).toEqual([3_000, 6_000, 12_000, 24_000, 30_000, 30_000]);
  });

  it('never asks more often than twice a second, whatever the playlist says', () => {
    expect(hlsWaitMs({ ...pace, targetMs: 10 })).toBe(500);
    expect(hlsWaitMs({ ...pace, targetMs: 0 })).toBe(6_000);
  });
});

describe('mpdWaitMs (ISO/IEC 23009-1 §5.3.1.2)', () => {
  it('follows minimumUpdatePeriod, within bounds', () => {
    expect([2_000, 0, null, 3_600_000].map((updateMs) => mpdWaitMs(updateMs, 0))).toEqual([2_000, 500, 12_000, 30_000]);
    expect(mpdWaitMs(2_000, 3)).toBe(8_000);
  });
});
