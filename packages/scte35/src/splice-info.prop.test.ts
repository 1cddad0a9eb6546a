import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyPtsAdjustment,
  besideInsert,
  decodeSpliceInfo,
  encodeSpliceInfo,
  readSplice,
  toBase64,
  toHex,
} from './index.js';
import type {
  SpliceCommand,
  SpliceDescriptor,
  SpliceEvent,
  SpliceInfoInput,
  SpliceInfoSection,
  SpliceInsert,
} from './index.js';
import type { SegmentationEvent } from './descriptor/segmentation-descriptor.js';

const bits = (count: number) => fc.maxSafeNat().map((n) => n % 2 ** count);
const hex = (maxLength: number) => fc.uint8Array({ maxLength }).map((bytes) => toHex(bytes));
const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const spliceTime = fc.record({ ptsTime: orNull(bits(33)) });

const insertEvent: fc.Arbitrary<SpliceCommand> = fc.boolean().chain((spliceImmediateFlag) =>
  fc.record({
    type: fc.constant('splice_insert' as const),
    spliceEventId: bits(32),
    spliceEventCancelIndicator: fc.constant(false as const),
    outOfNetworkIndicator: fc.boolean(),
    spliceImmediateFlag: fc.constant(spliceImmediateFlag),
    eventIdComplianceFlag: fc.boolean(),
    spliceTime: spliceImmediateFlag ? fc.constant(null) : spliceTime,
    breakDuration: orNull(fc.record({ autoReturn: fc.boolean(), duration: bits(33) })),
    uniqueProgramId: bits(16),
    availNum: bits(8),
    availsExpected: bits(8),
  }),
);
const command: fc.Arbitrary<SpliceCommand> = fc.oneof(
  insertEvent,
  fc.record({
    type: fc.constant('splice_insert' as const),
    spliceEventId: bits(32),
    spliceEventCancelIndicator: fc.constant(true as const),
  }),
  fc.record({ type: fc.constant('time_signal' as const), spliceTime }),
  fc.record({ type: fc.constant('splice_null' as const) }),
  fc.record({ type: fc.constant('raw' as const), spliceCommandType: fc.constantFrom(1, 8, 0x80, 0xfe), hex: hex(40) }),
);

const head = {
  type: fc.constant('segmentation' as const),
  tag: fc.constant(2 as const),
  identifier: fc.constant('CUEI' as const),
  segmentationEventId: bits(32),
  segmentationEventIdComplianceIndicator: fc.boolean(),
};
const descriptor: fc.Arbitrary<SpliceDescriptor> = fc.oneof(
  fc.record({ ...head, segmentationEventCancelIndicator: fc.constant(true as const) }),
  fc.record({
    ...head,
    segmentationEventCancelIndicator: fc.constant(false as const),
    deliveryRestrictions: orNull(
      fc.record({
        webDeliveryAllowedFlag: fc.boolean(),
        noRegionalBlackoutFlag: fc.boolean(),
        archiveAllowedFlag: fc.boolean(),
        deviceRestrictions: bits(2),
      }),
    ),
    components: orNull(fc.array(fc.record({ componentTag: bits(8), ptsOffset: bits(33) }), { maxLength: 3 })),
    segmentationDuration: orNull(bits(40)),
    segmentationUpidType: bits(8),
    segmentationUpid: hex(40),
    segmentationTypeId: fc.constantFrom(0x22, 0x23, 0x30, 0x34, 0x35, 0x36, 0x38, 0xff),
    segmentNum: bits(8),
    segmentsExpected: bits(8),
  }),
  fc.record({
    type: fc.constant('raw' as const),
    tag: fc.constantFrom(0, 1, 3, 4, 0xf1),
    identifier: fc.constantFrom('DVB_', '\u00ff\u0000ab'),
    hex: hex(30),
  }),
);
const input: fc.Arbitrary<SpliceInfoInput> = fc.record({
  spliceCommand: command,
  descriptors: fc.array(descriptor, { maxLength: 4 }),
  ptsAdjustment: bits(33),
  tier: bits(12),
  sapType: bits(2),
  cwIndex: bits(8),
  alignmentStuffing: hex(6),
});

const mutated = fc.tuple(input, fc.nat(), bits(8), fc.nat()).map(([section, at, byte, cut]) => {
  const bytes = encodeSpliceInfo(section);
  bytes[at % bytes.length] = byte;
  return bytes.slice(0, 1 + (cut % bytes.length));
});

/** What a player needs of a section, from all of it. */
function eventsOf({ spliceCommand, descriptors }: SpliceInfoSection): readonly SpliceEvent[] {
  const segments = descriptors.flatMap((one): SpliceEvent[] => {
    if (one.type !== 'segmentation') return [];
    const eventId = one.segmentationEventId;
    if (one.segmentationEventCancelIndicator) return [{ eventId }];
    return [
      {
        eventId,
        typeId: one.segmentationTypeId,
        duration: one.segmentationDuration || null,
        upids: one.segmentationUpidType ? [{ type: one.segmentationUpidType, hex: one.segmentationUpid }] : [],
        isLast: one.segmentNum >= one.segmentsExpected,
        num: one.segmentNum,
        expected: one.segmentsExpected,
        ...subSegmentsOf(one),
        ...restrictionsOf(one),
      },
    ];
  });
  return spliceCommand.type === 'splice_insert' ? besideInsert(insertOf(spliceCommand), segments) : segments;
}

function subSegmentsOf({ subSegmentNum, subSegmentsExpected }: SegmentationEvent): Partial<SpliceEvent> {
  if (subSegmentNum == null || subSegmentsExpected == null) return {};
  return { subNum: subSegmentNum, subExpected: subSegmentsExpected };
}

function restrictionsOf({ deliveryRestrictions }: SegmentationEvent): Partial<SpliceEvent> {
  if (!deliveryRestrictions) return {};
  return {
    restrictions: {
      webDeliveryAllowed: deliveryRestrictions.webDeliveryAllowedFlag,
      noRegionalBlackout: deliveryRestrictions.noRegionalBlackoutFlag,
      archiveAllowed: deliveryRestrictions.archiveAllowedFlag,
      deviceGroup: deliveryRestrictions.deviceRestrictions as 0 | 1 | 2 | 3,
    },
  };
}

function insertOf(insert: SpliceInsert): SpliceEvent {
  const eventId = insert.spliceEventId;
  if (insert.spliceEventCancelIndicator) return { eventId };
  return {
    eventId,
    isOut: insert.outOfNetworkIndicator,
    autoReturn: insert.breakDuration?.autoReturn ?? false,
    duration: insert.breakDuration?.duration ?? null,
    num: insert.availNum,
    expected: insert.availsExpected,
  };
}

describe('the codec, on any input', () => {
  it('decodes what it encoded, and encodes that to the same bytes', () => {
    fc.assert(
      fc.property(input, (section) => {
        const bytes = encodeSpliceInfo(section);
        const result = decodeSpliceInfo(toBase64(bytes));
        if (!result.ok) throw new Error(result.error.message);
        expect(result.section).toMatchObject(section);
        expect(result.section.crc.status).toBe('valid');
        expect(toHex(encodeSpliceInfo(result.section))).toBe(toHex(bytes));
      }),
    );
  });

  it('sees any flipped bit by the CRC', () => {
    fc.assert(
      fc.property(input, fc.nat(), (section, where) => {
        const bytes = encodeSpliceInfo(section);
        // Past section_length: a changed length moves the CRC itself.
        const bit = 24 + (where % ((bytes.length - 3) * 8));
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const result = decodeSpliceInfo(bytes);
        expect(result.ok ? result.section.crc.status : result.partial?.crc?.status).toBe('invalid');
      }),
    );
  });

  it('never throws, on random bytes, on mutated sections, on any text', () => {
    const anything = fc.oneof(fc.uint8Array({ maxLength: 80 }), mutated, fc.string(), fc.base64String(), hex(60));
    fc.assert(
      fc.property(anything, (bytes) => {
        const result = decodeSpliceInfo(bytes);
        if (!result.ok) expect(result.error.message).toMatch(/^Cannot read splice info section: .+, expected .+/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('tells a player the same as it tells everybody', () => {
    const text = fc.oneof(
      input.map((section) => toBase64(encodeSpliceInfo(section))),
      mutated.map(toHex),
      fc.string(),
    );
    fc.assert(
      fc.property(text, (one) => {
        const result = decodeSpliceInfo(one);
        if (!result.ok) {
          // Commands that say nothing to a player are not read by it, so neither is what is wrong in them.
          if (result.partial?.spliceCommand?.type === 'raw' && result.partial.spliceCommandType !== 5) return;
          expect(readSplice(one)).toMatch(/^Cannot read splice info section: .+, expected .+/);
          return;
        }
        const { section } = result;
        const time = 'spliceTime' in section.spliceCommand ? (section.spliceCommand.spliceTime?.ptsTime ?? null) : null;
        expect(readSplice(one)).toMatchObject({
          hasBadCrc: section.crc.status === 'invalid',
          ptsTime: time === null ? null : applyPtsAdjustment(time, section.ptsAdjustment),
          isInsert: section.spliceCommand.type === 'splice_insert',
          events: eventsOf(section),
        });
      }),
      { numRuns: 1_000 },
    );
  });
});
