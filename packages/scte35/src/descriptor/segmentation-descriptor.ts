import {
  appendBytes,
  createBitSink,
  writeBits,
  writeFlag,
  writeHex,
  writeReserved,
  type BitSink,
} from '../bit-sink.js';
import { readByte, readLoop, skip, type Bytes } from '../bytes.js';
import { wordAt } from '../bytes-at.js';
import { fastHex } from '../fast-hex.js';
import { keepReserved, type WithReserved } from '../reserved-bits.js';
import { readTicks } from '../ticks.js';
import type { DescriptorHead } from './descriptor-head.js';

/** Restrictions on delivery; only where delivery_not_restricted_flag is 0. */
export interface DeliveryRestrictions {
  readonly webDeliveryAllowedFlag: boolean;
  readonly noRegionalBlackoutFlag: boolean;
  readonly archiveAllowedFlag: boolean;
  /** 0 to 2: a group of devices is excluded. 3: none. */
  readonly deviceRestrictions: number;
}

/** One elementary stream of a component segmentation (deprecated by the standard). */
export interface SegmentationComponent extends WithReserved {
  readonly componentTag: number;
  /** 90 kHz, 33 bits. */
  readonly ptsOffset: number;
}

interface SegmentationHead extends DescriptorHead {
  readonly type: 'segmentation';
  readonly tag: 2;
  readonly segmentationEventId: number;
  /** As sent: 0, that is false, says that the id is unique as §9.9.3 asks. */
  readonly segmentationEventIdComplianceIndicator?: boolean;
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

/** Whether a descriptor of this segmentation_type_id may end with sub-segments: 0x30, 0x32 … 0x3A, 0x44 and 0x46 (SCTE 35 Table 20). */
export function mayHaveSubSegments(typeId: number): boolean {
  return (typeId & 1) === 0 && ((typeId >= 0x30 && typeId <= 0x3a) || typeId === 0x44 || typeId === 0x46);
}

/** Reads what follows the identifier. Throws a RangeError where it is cut short. */
export function readSegmentation(from: Bytes): SegmentationDescriptor {
  const { bytes } = from;
  const head = skip(from, 5);
  const segmentationEventId = wordAt(bytes, head);
  const cancel = bytes[head + 4] as number;
  const segmentationEventIdComplianceIndicator = (cancel & 0x40) > 0;
  if (cancel & 0x80) {
    const event: SegmentationCancel = {
      type: 'segmentation',
      tag: 2,
      identifier: 'CUEI',
      segmentationEventId,
      segmentationEventIdComplianceIndicator,
      segmentationEventCancelIndicator: true,
    };
    return keepReserved(event, cancel << 8, 0x3f00);
  }
  const flags = readByte(from);
  const components = flags & 0x80 ? null : readLoop(from, readByte(from), readComponent);
  const segmentationDuration = flags & 0x40 ? readDuration(from) : null;
  const upid = skip(from, 2);
  const segmentationUpid = fastHex(from, bytes[upid + 1]);
  const tail = skip(from, 3);
  const segmentationTypeId = bytes[tail] as number;
  const hasSubSegments = from.end - from.at > 1 && mayHaveSubSegments(segmentationTypeId);
  const event: SegmentationEvent = {
    type: 'segmentation',
    tag: 2,
    identifier: 'CUEI',
    segmentationEventId,
    segmentationEventIdComplianceIndicator,
    segmentationEventCancelIndicator: false,
    deliveryRestrictions: flags & 0x20 ? null : nameRestrictions(flags),
    components,
    segmentationDuration,
    segmentationUpidType: bytes[upid] as number,
    segmentationUpid,
    segmentationTypeId,
    segmentNum: bytes[tail + 1] as number,
    segmentsExpected: bytes[tail + 2] as number,
    subSegmentNum: hasSubSegments ? readByte(from) : null,
    subSegmentsExpected: hasSubSegments ? readByte(from) : null,
  };
  return keepReserved(event, (cancel << 8) | flags, flags & 0x20 ? 0x3f1f : 0x3f00);
}

function readDuration(from: Bytes): number {
  const at = skip(from, 5);
  return (from.bytes[at] as number) * 2 ** 32 + wordAt(from.bytes, at + 1);
}

function nameRestrictions(flags: number): DeliveryRestrictions {
  return {
    webDeliveryAllowedFlag: (flags & 0x10) > 0,
    noRegionalBlackoutFlag: (flags & 8) > 0,
    archiveAllowedFlag: (flags & 4) > 0,
    deviceRestrictions: flags & 3,
  };
}

function readComponent(from: Bytes): SegmentationComponent {
  const componentTag = readByte(from);
  const flags = readByte(from);
  return keepReserved({ componentTag, ptsOffset: readTicks(from, flags) }, flags, 0xfe);
}

/** Writes what follows the identifier. */
export function writeSegmentation(to: BitSink, segmentation: SegmentationDescriptor): void {
  writeBits(to, 'segmentation_event_id', segmentation.segmentationEventId, 32);
  writeFlag(to, segmentation.segmentationEventCancelIndicator);
  writeFlag(to, segmentation.segmentationEventIdComplianceIndicator ?? true);
  writeReserved(to, 6, (segmentation.reserved ?? -1) >> 8);
  if (!segmentation.segmentationEventCancelIndicator) writeEvent(to, segmentation);
}

function writeEvent(to: BitSink, event: SegmentationEvent): void {
  const components = event.components ?? null;
  writeFlag(to, components === null);
  writeFlag(to, event.segmentationDuration !== null);
  writeRestrictions(to, event.deliveryRestrictions ?? null, event.reserved);
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

function writeRestrictions(to: BitSink, restrictions: DeliveryRestrictions | null, reserved = -1): void {
  writeFlag(to, restrictions === null);
  if (restrictions === null) return writeReserved(to, 5, reserved);
  writeFlag(to, restrictions.webDeliveryAllowedFlag);
  writeFlag(to, restrictions.noRegionalBlackoutFlag);
  writeFlag(to, restrictions.archiveAllowedFlag);
  writeBits(to, 'device_restrictions', restrictions.deviceRestrictions, 2);
}

function writeComponents(to: BitSink, components: readonly SegmentationComponent[]): void {
  writeBits(to, 'component_count', components.length, 8);
  for (const { componentTag, ptsOffset, reserved = -1 } of components) {
    writeBits(to, 'component_tag', componentTag, 8);
    writeReserved(to, 7, reserved >> 1);
    writeBits(to, 'pts_offset', ptsOffset, 33);
  }
}

function writeSubSegments(to: BitSink, event: SegmentationEvent): void {
  const num = event.subSegmentNum ?? null;
  const expected = event.subSegmentsExpected ?? null;
  if (num === null && expected === null) return;
  if (num === null || expected === null || !mayHaveSubSegments(event.segmentationTypeId)) {
    const now = `sub_segment_num is ${num}, sub_segments_expected ${expected}, type ${event.segmentationTypeId}`;
    throw new RangeError(`Cannot encode sub-segments: ${now}, expected both or none, and a type that has them`);
  }
  writeBits(to, 'sub_segment_num', num, 8);
  writeBits(to, 'sub_segments_expected', expected, 8);
}
