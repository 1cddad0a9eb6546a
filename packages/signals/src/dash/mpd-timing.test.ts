import { describe, expect, it } from 'vitest';
import { readMpdTiming } from './mpd-timing.js';

describe('readMpdTiming (ISO/IEC 23009-1 §5.3.1.2)', () => {
  it('reads when a live MPD is to be read again, from where, and how much it offers', () => {
    const mpd = `<?xml version="1.0"?><MPD type="dynamic" availabilityStartTime="2026-11-22T12:00:00Z"
      minimumUpdatePeriod="PT2S" suggestedPresentationDelay="PT6S" timeShiftBufferDepth="PT1M">
      <Location> live.mpd?a=1&amp;b=2 </Location><Period/><Period/></MPD>`;
    expect(readMpdTiming(mpd)).toEqual({
      isDynamic: true,
      availableFrom: Date.parse('2026-11-22T12:00:00Z'),
      updateMs: 2_000,
      delayMs: 6_000,
      windowMs: 60_000,
      lengthMs: null,
      location: 'live.mpd?a=1&b=2',
      periods: 2,
    });
  });

  it('reads how long a static one is', () => {
    const timing = readMpdTiming('<MPD mediaPresentationDuration="PT1H"><Period/></MPD>');
    expect(timing).toMatchObject({ isDynamic: false, lengthMs: 3_600_000, updateMs: null, location: null, periods: 1 });
  });

  it('is null for what is no MPD', () => {
    expect(readMpdTiming('<html/>')).toBeNull();
    expect(readMpdTiming('')).toBeNull();
  });
});
