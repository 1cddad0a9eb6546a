import { readFields, readHex, readLoop, type Bits } from './bits.js';
import { createBitSink, appendBytes, writeBits, writeFlag, writeHex, writeReserved, type BitSink } from './bit-sink.js';

/** Restrictions on delivery; only where delivery_not_restricted_flag is 0. */
export interface DeliveryRestrictions {
  readonly webDeliveryAllowedFlag: boolean;
  readonly noRegionalBlackoutFlag: boolean;
  readonly archiveAllowedFlag: boolean;
  /** 0 to 2: a group of devices is excluded. 3: none. */
  readonly deviceRestrictions: number;
}

/** One elementary stream of a component segmentation (deprecated by the standard). */
export interface SegmentationComponent {
  readonly componentTag: number;
  /** 90 kHz, 33 bits. */
  readonly ptsOffset: number;
}

interface SegmentationHead {
  readonly type: 'segmentation';
  readonly tag: 2;
  readonly identifier: 'CUEI';
  readonly segmentationEventId: number;
  readonly segmentationEventIdComplianceIndicator?: boolean;
  /** Bytes that the length holds beyond the syntax, as hex. */
  readonly extra?: string;
}

/** segmentation_descriptor() that takes back an earlier one of the same id. */
export interface SegmentationCancel extends SegmentationHead {
  readonly segmentationEventCancelIndicator: true;
}

/** segmentation_descriptor() (SCTE 35 §10.3.3). */
export interface SegmentationEvent extends SegmentationHead {
  readonly segmentationEventCancelIndicator: false;
  /** null: not restricted. */
  readonly deliveryRestrictions?: DeliveryRestrictions | null;
  /** null: the whole program. */
  readonly components?: readonly SegmentationComponent[] | null;
  /** 90 kHz, 40 bits. null: none was given. */
  readonly segmentationDuration: number | null;
  readonly segmentationUpidType: number;
  /** Lower-case hex. */
  readonly segmentationUpid: string;
  readonly segmentationTypeId: number;
  readonly segmentNum: number;
  readonly segmentsExpected: number;
  /** Only for types 0x30, 0x32, … 0x46, and only where the descriptor is long enough to hold them; else null. */
  readonly subSegmentNum?: number | null;
  readonly subSegmentsExpected?: number | null;
}

export type SegmentationDescriptor = SegmentationCancel | SegmentationEvent;

/** segmentation_type_ids whose descriptor may end with sub-segments (SCTE 35 Table 20). */
const TYPES_WITH_SUB_SEGMENTS = [0x30, 0x32, 0x34, 0x36, 0x38, 0x3a, 0x44, 0x46];

/**
 * Values of what follows the identifier, in the order of the syntax up to segments_expected; no event where it is a cancel.
 * Throws a RangeError where it is cut short.
 */
export function readSegmentation(from: Bits) {
  const [eventId, isCancel, isCompliant] = readFields(from, 32, 1, 1, 6);
  return [eventId, isCompliant, isCancel ? null : readEvent(from)] as const;
}

function readEvent(from: Bits) {
  const [isWholeProgram, hasDuration] = readFields(from, 1, 1);
  return [
    // delivery_not_restricted_flag and the five bits after it, which are reserved where it is set.
    readFields(from, 1, 1, 1, 1, 2),
    isWholeProgram ? null : readLoop(from, () => readFields(from, 8, 7, 33)),
    hasDuration ? readFields(from, 40)[0] : null,
    ...readFields(from, 8),
    readHex(from, readFields(from, 8)[0]),
    ...readFields(from, 8, 8, 8),
  ] as const;
}

/** All of it by its names, with what is left for the end of the syntax and beyond it. */
export function nameSegmentation(from: Bits): SegmentationDescriptor {
  const [segmentationEventId, isCompliant, event] = readSegmentation(from);
  return {
    type: 'segmentation',
    tag: 2,
    identifier: 'CUEI',
    segmentationEventId,
    segmentationEventIdComplianceIndicator: isCompliant === 1,
    ...(event ? nameEvent(event, from) : { segmentationEventCancelIndicator: true }),
    extra: readHex(from),
  };
}

function nameEvent(
  event: NonNullable<ReturnType<typeof readSegmentation>[2]>,
  from: Bits,
): Omit<SegmentationEvent, keyof SegmentationHead> {
  const [delivery, components, segmentationDuration, segmentationUpidType, segmentationUpid, ...numbers] = event;
  const [isUnrestricted, isOnWeb, hasNoBlackout, mayBeArchived, deviceRestrictions] = delivery;
  const [segmentationTypeId, segmentNum, segmentsExpected] = numbers;
  const hasSubSegments = from.rest.length >= 16 && TYPES_WITH_SUB_SEGMENTS.includes(segmentationTypeId);
  const [subSegmentNum, subSegmentsExpected] = hasSubSegments ? readFields(from, 8, 8) : [null, null];
  return {
    segmentationEventCancelIndicator: false,
    deliveryRestrictions: isUnrestricted
      ? null
      : {
          webDeliveryAllowedFlag: isOnWeb === 1,
          noRegionalBlackoutFlag: hasNoBlackout === 1,
          archiveAllowedFlag: mayBeArchived === 1,
          deviceRestrictions,
        },
    components: components && components.map(([componentTag, , ptsOffset]) => ({ componentTag, ptsOffset })),
    segmentationDuration,
    segmentationUpidType,
    segmentationUpid,
    segmentationTypeId,
    segmentNum,
    segmentsExpected,
    subSegmentNum,
    subSegmentsExpected,
  };
}

/** Writes what follows the identifier. */
export function writeSegmentation(to: BitSink, segmentation: SegmentationDescriptor): void {
  writeBits(to, 'segmentation_event_id', segmentation.segmentationEventId, 32);
  writeFlag(to, segmentation.segmentationEventCancelIndicator);
  writeFlag(to, segmentation.segmentationEventIdComplianceIndicator ?? true);
  writeReserved(to, 6);
  if (!segmentation.segmentationEventCancelIndicator) writeEvent(to, segmentation);
  writeHex(to, 'segmentation extra', segmentation.extra ?? '');
}

function writeEvent(to: BitSink, event: SegmentationEvent): void {
  const components = event.components ?? null;
  writeFlag(to, components === null);
  writeFlag(to, event.segmentationDuration !== null);
  writeRestrictions(to, event.deliveryRestrictions ?? null);
  if (components !== null) writeComponents(to, components);
  if (event.segmentationDuration !== null) writeBits(to, 'segmentation_duration', event.segmentationDuration, 40);
  const upid = createBitSink();
  writeHex(upid, 'segmentation_upid', event.segmentationUpid);
  writeBits(to, 'segmentation_upid_type', event.segmentationUpidType, 8);
  writeBits(to, 'segmentation_upid_length', upid.bytes.length, 8);
  appendBytes(to, upid.bytes);
  writeBits(to, 'segmentation_type_id', event.segmentationTypeId, 8);
  writeBits(to, 'segment_num', event.segmentNum, 8);
  writeBits(to, 'segments_expected', event.segmentsExpected, 8);
  writeSubSegments(to, event);
}

function writeRestrictions(to: BitSink, restrictions: DeliveryRestrictions | null): void {
  writeFlag(to, restrictions === null);
  if (restrictions === null) return writeReserved(to, 5);
  writeFlag(to, restrictions.webDeliveryAllowedFlag);
  writeFlag(to, restrictions.noRegionalBlackoutFlag);
  writeFlag(to, restrictions.archiveAllowedFlag);
  writeBits(to, 'device_restrictions', restrictions.deviceRestrictions, 2);
}

function writeComponents(to: BitSink, components: readonly SegmentationComponent[]): void {
  writeBits(to, 'component_count', components.length, 8);
  for (const { componentTag, ptsOffset } of components) {
    writeBits(to, 'component_tag', componentTag, 8);
    writeReserved(to, 7);
    writeBits(to, 'pts_offset', ptsOffset, 33);
  }
}

function writeSubSegments(to: BitSink, event: SegmentationEvent): void {
  const num = event.subSegmentNum ?? null;
  const expected = event.subSegmentsExpected ?? null;
  if (num === null && expected === null) return;
  if (num === null || expected === null || !TYPES_WITH_SUB_SEGMENTS.includes(event.segmentationTypeId)) {
    const now = `sub_segment_num is ${num}, sub_segments_expected ${expected}, type ${event.segmentationTypeId}`;
    throw new RangeError(`Cannot encode sub-segments: ${now}, expected both or none, and a type that has them`);
  }
  writeBits(to, 'sub_segment_num', num, 8);
  writeBits(to, 'sub_segments_expected', expected, 8);
}
