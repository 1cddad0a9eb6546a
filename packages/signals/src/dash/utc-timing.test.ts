import { describe, expect, it } from 'vitest';
import { readUtcTimings } from './utc-timing.js';

describe('readUtcTimings (ISO/IEC 23009-1 §5.8.4.11)', () => {
  it('lists what can be asked, in the order of the server', () => {
    const mpd = `<MPD><UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-xsdate:2014" value="https://t/1 https://t/2"/>
      <UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-head:2014" value="https://t/h"/>
      <UTCTiming schemeIdUri="urn:mpeg:dash:utc:direct:2014" value="2026-11-22T12:00:00Z"/>
      <UTCTiming schemeIdUri="urn:mpeg:dash:utc:direct:2014" value="soon"/>
      <UTCTiming schemeIdUri="urn:mpeg:dash:utc:ntp:2014" value="ntp.example"/></MPD>`;
    expect(readUtcTimings(mpd)).toEqual([
      { type: 'body', url: 'https://t/1' },
      { type: 'body', url: 'https://t/2' },
      { type: 'head', url: 'https://t/h' },
      { type: 'direct', atMs: Date.parse('2026-11-22T12:00:00Z') },
    ]);
    expect(readUtcTimings('no mpd')).toEqual([]);
  });
});
