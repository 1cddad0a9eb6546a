import { describe, expect, it } from 'vitest';
import { encodeSpliceInfo, readSplice, toBase64, type SegmentationDescriptor, type SpliceInsert } from './index.js';

const SECOND = 90_000;

function anInsert(isOut: boolean, seconds: number | null): SpliceInsert {
  return {
    ...{ type: 'splice_insert', spliceEventId: 7, spliceEventCancelIndicator: false, outOfNetworkIndicator: isOut },
    ...{ spliceImmediateFlag: true, spliceTime: null, uniqueProgramId: 1, availNum: 0, availsExpected: 0 },
    breakDuration: seconds === null ? null : { autoReturn: true, duration: seconds * SECOND },
  };
}

function aSegmentation(segmentationTypeId: number, seconds: number | null, upid = ''): SegmentationDescriptor {
  return {
    ...{ type: 'segmentation', tag: 2, identifier: 'CUEI', segmentationEventId: 9, segmentNum: 0, segmentsExpected: 0 },
    ...{ segmentationEventCancelIndicator: false, segmentationTypeId, segmentationUpid: upid },
    segmentationUpidType: upid === '' ? 0 : 9,
    segmentationDuration: seconds === null ? null : seconds * SECOND,
  };
}

/** Events of a section of a splice_insert 7 and descriptors of segmentation event 9. */
function read(isOut: boolean, seconds: number | null, ...descriptors: readonly SegmentationDescriptor[]) {
  const splice = readSplice(
    toBase64(encodeSpliceInfo({ spliceCommand: anInsert(isOut, seconds), descriptors: [...descriptors] })),
  );
  return typeof splice === 'string' ? expect.fail(splice) : splice.events;
}

describe('segmentation descriptors beside a splice_insert (SCTE 35 §10.3.3)', () => {
  it.each([
    ['an opportunity that is as long', 0x34, 30],
    ['an opportunity of no length', 0x36, null],
    ['a break of no length', 0x22, null],
    ['an ad that is as long', 0x30, 29.5],
  ])('say of what it starts what it is and for whom: %s', (_what, typeId, seconds) => {
    expect(read(true, 30, aSegmentation(typeId, seconds, 'ab'))).toEqual([
      expect.objectContaining({
        eventId: 7,
        isOut: true,
        duration: 30 * SECOND,
        typeId,
        upids: [{ type: 9, hex: 'ab' }],
      }),
    ]);
  });

  it.each([
    ['an ad of no length may be the first of several', 0x30],
    ['what is not indicated', 0x00],
    ['the identity of content', 0x01],
  ])('name it without making it theirs: %s', (_what, typeId) => {
    const [event, ...others] = read(true, 30, aSegmentation(typeId, null, 'ab'));
    expect(event).toMatchObject({ eventId: 7, upids: [{ type: 9, hex: 'ab' }] });
    expect([event?.typeId, others]).toEqual([undefined, []]);
  });

  it('give it the restrictions, and the length that it has not', () => {
    const limits = { webDeliveryAllowedFlag: false, noRegionalBlackoutFlag: true, archiveAllowedFlag: true };
    const restricted = { ...aSegmentation(0x34, 60), deliveryRestrictions: { ...limits, deviceRestrictions: 3 } };
    expect(read(true, null, restricted)).toMatchObject([
      { eventId: 7, duration: 60 * SECOND, restrictions: { webDeliveryAllowed: false } },
    ]);
  });

  it('are spots of their own where they are shorter, and nothing where they are longer: the command says when it is over', () => {
    expect(read(true, 60, aSegmentation(0x30, 15))).toMatchObject([{ eventId: 7 }, { eventId: 9, typeId: 0x30 }]);
    expect(read(true, null, aSegmentation(0x30, 15))).toMatchObject([
      { eventId: 7, duration: null },
      { eventId: 9, duration: 15 * SECOND },
    ]);
    expect(read(true, 60, aSegmentation(0x22, 120))).toMatchObject([{ eventId: 7, duration: 60 * SECOND }]);
  });

  it('start nothing where it comes back, and end what they end', () => {
    expect(read(false, null, aSegmentation(0x34, 30))).toMatchObject([{ eventId: 7, isOut: false }]);
    expect(read(false, null, aSegmentation(0x35, null))).toMatchObject([{ eventId: 7 }, { eventId: 9, typeId: 0x35 }]);
  });

  it('tell borders beside it', () => {
    expect(read(true, 30, aSegmentation(0x11, null))).toMatchObject([{ eventId: 7 }, { eventId: 9, typeId: 0x11 }]);
  });
});
