import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMpdSignals } from './read-mpd-signals.js';

const SEED = `<MPD type="dynamic" availabilityStartTime="2026-11-22T12:00:00Z"><Period start="PT1S"><EventStream
  schemeIdUri="urn:scte:scte35:2013:xml" timescale="90000"><Event presentationTime="5" duration="9"><SpliceInfoSection ptsAdjustment="1">
  <TimeSignal><SpliceTime ptsTime="4"/></TimeSignal><SegmentationDescriptor segmentationEventId="1" segmentationTypeId="52"
  segmentationDuration="8"><SegmentationUpid segmentationUpidType="9">a1</SegmentationUpid></SegmentationDescriptor></SpliceInfoSection>
  </Event></EventStream></Period></MPD>`;

describe('readMpdSignals', () => {
  it('never throws, on any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readMpdSignals(text)));
  });
  it('never throws on an MPD with parts cut out, doubled or written over, and says nothing that is no number', () => {
    const cut = fc.tuple(fc.nat(SEED.length), fc.nat(40), fc.string({ maxLength: 6 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 5 }), (cuts) => {
        let text = SEED;
        for (const [at, length, put, twice] of cuts) {
          text = text.slice(0, at) + put + (twice ? text.slice(Math.max(0, at - length)) : text.slice(at + length));
        }
        for (const signal of readMpdSignals(text).signals) {
          if (signal.type === 'break-start') expect(Number.isFinite(signal.startsAt)).toBe(true);
          if (signal.type === 'break-start') expect(signal.plannedMs === null || signal.plannedMs >= 0).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
