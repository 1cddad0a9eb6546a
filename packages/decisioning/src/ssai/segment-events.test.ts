import type { TrackingEvent } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { segmentEvents } from './segment-events.js';

const part = (startMs: number, endMs: number) => ({ startMs, endMs, adMs: 5760 });
const none = new Set<TrackingEvent>();
const begun = new Set<TrackingEvent>(['impression', 'creativeView', 'start']);

describe('segmentEvents (server-side beaconing by segment fetch)', () => {
  it('begins the ad with its first segment and takes the quartile inside it', () => {
    expect(segmentEvents(part(0, 1920), none)).toEqual(['impression', 'creativeView', 'start', 'firstQuartile']);
  });

  it('tells each quartile with the segment that holds it and complete with the last', () => {
    expect(segmentEvents(part(1920, 3840), begun)).toEqual(['midpoint']);
    expect(segmentEvents(part(3840, 5760), begun)).toEqual(['thirdQuartile', 'complete']);
  });

  it('tells nothing twice', () => {
    const all = new Set<TrackingEvent>([...begun, 'thirdQuartile', 'complete']);
    expect(segmentEvents(part(3840, 5760), all)).toEqual([]);
  });

  it('does not invent quartiles for a viewer who joins late', () => {
    expect(segmentEvents(part(3840, 5760), none)).toEqual([
      'impression',
      'creativeView',
      'start',
      'thirdQuartile',
      'complete',
    ]);
  });

  it('takes an ad of one segment for complete at once', () => {
    const events = segmentEvents({ startMs: 0, endMs: 5750, adMs: 5760 }, none);
    expect(events.at(-1)).toBe('complete');
    expect(events).toHaveLength(7);
  });
});
