import { readSplice } from '@cutaway/scte35';
import { describe, expect, it } from 'vitest';
import type { BreakFaults } from './faults.js';
import { planChannel } from './options.js';
import { writeLiveMpd } from './write-live-mpd.js';

const START_MS = Date.UTC(2026, 0, 1);
const BREAK_AT_MS = 21_120;
const BREAK_END_MS = BREAK_AT_MS + 11_520;

/** A channel with one break that starts 21.12 s after its own start. */
function aChannel(faults: BreakFaults = {}) {
  const plan = planChannel({ schedule: { atMs: [20_000] }, breakFaults: { 'break-0': faults } }, START_MS);
  const text = (ms: number): string => writeLiveMpd(plan, [], START_MS + ms);
  const events = (ms: number) => {
    const found = text(ms).matchAll(/<Event presentationTime="(\d+)"(?: duration="(\d+)")?.*<Binary>(.*?)<\/Binary>/g);
    return [...found].map(([, atMs, durationMs, binary = '']) => ({
      // Media of the channel begins one window before its start.
      atMs: Number(atMs) - 8 * 1920,
      durationMs: durationMs === undefined ? null : Number(durationMs),
      command: readSplice(binary),
    }));
  };
  return { text, events };
}

const OUT = { atMs: BREAK_AT_MS, durationMs: 11_520, command: { events: [{ eventId: 1_000_000, isOut: true }] } };
const IN = { durationMs: null, command: { events: [{ eventId: 1_000_000, isOut: false }] } };

describe('writeLiveMpd', () => {
  it('is live since the epoch, with the segments of the playlists', () => {
    const text = aChannel().text(0);
    expect(text).toContain('availabilityStartTime="2025-12-31T23:59:44.640Z"');
    expect(text).toContain('timeShiftBufferDepth="PT15.36S"');
    expect(text).toContain('duration="1920" startNumber="0"');
    expect(text).toContain('media="$RepresentationID$/$Number$.m4s"');
  });

  it('tells a break 8 s ahead of the live edge, its end where it is, and forgets it with its last segment', () => {
    const { events } = aChannel();
    expect(events(BREAK_AT_MS - 8_001)).toEqual([]);
    expect(events(BREAK_AT_MS - 7_680)).toMatchObject([OUT]);
    expect(events(BREAK_END_MS)).toMatchObject([OUT, { ...IN, atMs: BREAK_END_MS }]);
    expect(events(BREAK_END_MS + 8 * 1920)).toEqual([]);
  });

  it('calls it back early, takes it back or says it twice, as its faults say', () => {
    expect(aChannel({ earlyInAfterMs: 3_840 }).events(BREAK_AT_MS + 3_840)).toMatchObject([
      OUT,
      { ...IN, atMs: BREAK_AT_MS + 3_840 },
    ]);
    // A section that takes a break back says no more than its id.
    const cancelled = aChannel({ cancelAfterMs: 2_000 }).events(BREAK_AT_MS);
    expect(cancelled).toMatchObject([
      { atMs: BREAK_AT_MS, durationMs: null, command: { events: [{ eventId: 1_000_000 }] } },
    ]);
    expect(JSON.stringify(cancelled)).not.toContain('isOut');
    expect(aChannel({ duplicate: true }).events(BREAK_AT_MS)).toMatchObject([OUT, OUT]);
  });
});
