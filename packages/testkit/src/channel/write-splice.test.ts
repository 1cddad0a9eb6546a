import { decodeSpliceInfo } from '@cutaway/scte35';
import { describe, expect, it } from 'vitest';
import { listBreaks } from './list-breaks.js';
import { planChannel, type ChannelOptions } from './options.js';
import { writeCancel, writeIn, writeOut } from './write-splice.js';

/** Plan and first break of a channel with one break 20 s after its start, at media position 36 480 ms. */
function aBreak(options: ChannelOptions = {}) {
  const plan = planChannel({ schedule: { atMs: [20_000] }, overlays: { atMs: [20_000] }, ...options }, 0);
  const [linear, overlay] = listBreaks(plan, [], 0, 60_000);
  if (linear === undefined || overlay === undefined) throw new Error('no break');
  return { plan, linear, overlay };
}

function sectionOf(hex: string) {
  expect(hex).toMatch(/^0xFC[0-9A-F]+$/);
  const decoded = decodeSpliceInfo(hex);
  if (!decoded.ok) throw new Error(decoded.error.message);
  const { section } = decoded;
  expect(section.crc).toEqual({ status: 'valid' });
  return section;
}

describe('writeOut, writeIn, writeCancel', () => {
  it('opens a break with a splice_insert at the PTS of the media', () => {
    const { plan, linear } = aBreak();
    expect(sectionOf(writeOut(plan, linear, 11_520)).spliceCommand).toMatchObject({
      type: 'splice_insert',
      spliceEventId: 1_000_000,
      outOfNetworkIndicator: true,
      spliceTime: { ptsTime: 36_480 * 90 },
      breakDuration: { autoReturn: true, duration: 1_036_800 },
    });
  });

  it('ends a break with the same id at the PTS where it really ends', () => {
    const { plan, linear } = aBreak({ breakFaults: { 'break-0': { earlyInAfterMs: 4_000 } } });
    expect(sectionOf(writeIn(plan, linear)).spliceCommand).toMatchObject({
      spliceEventId: 1_000_000,
      outOfNetworkIndicator: false,
      spliceTime: { ptsTime: (36_480 + 5_760) * 90 },
    });
  });

  it('opens and ends a break with time_signal and placement opportunities 0x34 and 0x35', () => {
    const { plan, linear } = aBreak({ signal: 'time_signal' });
    const out = sectionOf(writeOut(plan, linear, 11_520));
    expect(out.spliceCommand).toEqual({ type: 'time_signal', spliceTime: { ptsTime: 3_283_200 } });
    expect(out.descriptors[0]).toMatchObject({ segmentationTypeId: 0x34, segmentationDuration: 1_036_800 });
    expect(sectionOf(writeIn(plan, linear)).descriptors[0]).toMatchObject({ segmentationTypeId: 0x35 });
  });

  it('writes an overlay avail as 0x38 whatever the signal of linear breaks is', () => {
    const { plan, overlay } = aBreak();
    expect(sectionOf(writeOut(plan, overlay, 10_000)).descriptors[0]).toMatchObject({ segmentationTypeId: 0x38 });
  });

  it.each(['splice_insert', 'time_signal'] as const)('takes back a %s by its id', (signal) => {
    const { plan, linear } = aBreak({ signal });
    const { spliceCommand, descriptors } = sectionOf(writeCancel(plan, linear));
    expect(signal === 'splice_insert' ? spliceCommand : descriptors[0]).toMatchObject(
      signal === 'splice_insert'
        ? { spliceEventId: 1_000_000, spliceEventCancelIndicator: true }
        : { segmentationEventId: 1_000_000, segmentationEventCancelIndicator: true },
    );
  });

  it('wraps the PTS at 2^33', () => {
    const { plan, linear } = aBreak();
    const wrapped = { ...linear, startsAtMs: 2 ** 33 / 90 + 1000 };
    expect(sectionOf(writeOut(plan, wrapped, 1_000)).spliceCommand).toMatchObject({ spliceTime: { ptsTime: 90_000 } });
  });
});
