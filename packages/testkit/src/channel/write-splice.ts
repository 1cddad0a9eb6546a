import { encodeSpliceInfo, toHex, type SpliceInfoInput } from '@cutaway/scte35';
import type { ChannelBreak } from './channel-break.js';
import type { ChannelPlan } from './options.js';

type Descriptor = NonNullable<SpliceInfoInput['descriptors']>[number];

/** segmentation_type_id of Provider Placement Opportunity and Provider Overlay Placement Opportunity, start and end. */
const TYPE_IDS = { linear: [0x34, 0x35], overlay: [0x38, 0x39] } as const;

/** The section that opens a break, as the hex of a DATERANGE attribute. `plannedMs` may have grown since. */
export function writeOut(plan: ChannelPlan, brk: ChannelBreak, plannedMs: number): string {
  const duration = ticks(plannedMs);
  if (!needsSegmentation(plan, brk)) {
    return hexOf({
      spliceCommand: {
        ...insertHead(brk, brk.startsAtMs),
        outOfNetworkIndicator: true,
        breakDuration: { autoReturn: plan.autoReturn, duration },
      },
    });
  }
  return hexOf(timeSignal(brk.startsAtMs, segmentation(brk, TYPE_IDS[brk.kind][0], duration)));
}

/** The section that opens a break of VOD, whose end is not told. */
export function writeVodOut(eventId: number, atMs: number, plannedMs: number): string {
  const breakDuration = { autoReturn: true, duration: ticks(plannedMs) };
  return hexOf({ spliceCommand: { ...insertHead({ eventId }, atMs), outOfNetworkIndicator: true, breakDuration } });
}

/** The section that ends a break where it really ends. */
export function writeIn(plan: ChannelPlan, brk: ChannelBreak): string {
  if (!needsSegmentation(plan, brk)) {
    return hexOf({
      spliceCommand: { ...insertHead(brk, brk.endsAtMs), outOfNetworkIndicator: false, breakDuration: null },
    });
  }
  return hexOf(timeSignal(brk.endsAtMs, segmentation(brk, TYPE_IDS[brk.kind][1], null)));
}

/** The section that takes a break back. */
export function writeCancel(plan: ChannelPlan, brk: ChannelBreak): string {
  if (!needsSegmentation(plan, brk)) {
    return hexOf({
      spliceCommand: { type: 'splice_insert', spliceEventId: brk.eventId, spliceEventCancelIndicator: true },
    });
  }
  const cancel: Descriptor = {
    type: 'segmentation',
    tag: 2,
    identifier: 'CUEI',
    segmentationEventId: brk.eventId,
    segmentationEventCancelIndicator: true,
  };
  return hexOf({ spliceCommand: { type: 'time_signal', spliceTime: { ptsTime: null } }, descriptors: [cancel] });
}

/** An overlay has no splice_insert form. */
function needsSegmentation(plan: ChannelPlan, brk: ChannelBreak): boolean {
  return plan.signal === 'time_signal' || brk.kind === 'overlay';
}

function insertHead(brk: Pick<ChannelBreak, 'eventId'>, atMs: number) {
  return {
    type: 'splice_insert',
    spliceEventId: brk.eventId,
    spliceEventCancelIndicator: false,
    spliceImmediateFlag: false,
    spliceTime: { ptsTime: ptsOf(atMs) },
    uniqueProgramId: 1,
    availNum: 1,
    availsExpected: 1,
  } as const;
}

function timeSignal(atMs: number, descriptor: Descriptor): SpliceInfoInput {
  return { spliceCommand: { type: 'time_signal', spliceTime: { ptsTime: ptsOf(atMs) } }, descriptors: [descriptor] };
}

function segmentation(brk: ChannelBreak, segmentationTypeId: number, segmentationDuration: number | null): Descriptor {
  return {
    type: 'segmentation',
    tag: 2,
    identifier: 'CUEI',
    segmentationEventId: brk.eventId,
    segmentationEventCancelIndicator: false,
    segmentationDuration,
    segmentationUpidType: 0x0e, // ADS information: free text
    segmentationUpid: Buffer.from(brk.id, 'latin1').toString('hex'),
    segmentationTypeId,
    segmentNum: 1,
    segmentsExpected: 1,
  };
}

function ticks(ms: number): number {
  return Math.round(ms * 90);
}

/** PTS of a media position: the media's own timeline, modulo 2^33. */
function ptsOf(positionMs: number): number {
  return ticks(positionMs) % 2 ** 33;
}

function hexOf(section: SpliceInfoInput): string {
  return `0x${toHex(encodeSpliceInfo(section)).toUpperCase()}`;
}
