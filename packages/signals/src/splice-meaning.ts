import type { BreakKind, Cause, Upid } from '@cutaway/model';
import { applyPtsAdjustment, decodeSpliceInfo, type SpliceDescriptor, type SpliceInfoSection } from '@cutaway/scte35';

/** What a section opens. */
export interface Opening {
  readonly eventId: number;
  readonly kind: BreakKind;
  readonly plannedMs: number | null;
  readonly autoReturn: boolean;
  readonly upids: readonly Upid[];
  /** null: a splice_insert. */
  readonly segmentationTypeId: number | null;
}

/** What a section says about breaks. Events are named by their splice or segmentation event id. */
export interface SpliceMeaning {
  readonly opens: Opening | null;
  readonly closes: readonly number[];
  readonly cancels: readonly number[];
  /** Splice time with pts_adjustment, in milliseconds modulo 2^33 / 90; null: at once. */
  readonly ptsMs: number | null;
  readonly causes: readonly Cause[];
}

/**
 * Starts of breaks, placement opportunities, ad blocks, ads and overlay opportunities (SCTE 35 Table 23). The end has
 * the next number. Where one section holds several, the first in this order is the unit that is replaced.
 */
const OPENING_TYPES = [0x36, 0x34, 0x22, 0x46, 0x44, 0x32, 0x30, 0x3a, 0x38];
const OVERLAY_TYPES = [0x38, 0x3a];
/** A placement opportunity may have several ends; the last one closes it (SCTE 35 §10.3.3.5). */
const TYPES_WITH_SEVERAL_ENDS = [0x35, 0x37];

const NOTHING = { opens: null, closes: [], cancels: [], ptsMs: null } as const;

/**
 * What the SCTE35-* attribute of a manifest says. A wrong CRC is told and believed, since manifests are re-encoded on
 * their way; a section that cannot be read says nothing.
 */
export function readSpliceMeaning(payload: string, id: string): SpliceMeaning {
  const decoded = decodeSpliceInfo(payload);
  if (!decoded.ok) return { ...NOTHING, causes: [aCause('SIGNAL_UNREADABLE', `${id}: ${decoded.error.message}`)] };
  const { section } = decoded;
  const causes = section.crc.status === 'invalid' ? [aCause('SIGNAL_BAD_CRC', `${id}: ${payload}`)] : [];
  return { ...(section.spliceCommand.type === 'splice_insert' ? ofInsert(section) : ofSegmentation(section)), causes };
}

function aCause(name: Cause['name'], detail: string): Cause {
  return { name, adInstanceId: null, detail };
}

type Meaning = Omit<SpliceMeaning, 'causes'>;

function ofInsert({ spliceCommand, ptsAdjustment }: SpliceInfoSection): Meaning {
  if (spliceCommand.type !== 'splice_insert') return NOTHING;
  const eventId = spliceCommand.spliceEventId;
  if (spliceCommand.spliceEventCancelIndicator) return { ...NOTHING, cancels: [eventId] };
  const ptsMs = toMs(spliceCommand.spliceTime?.ptsTime, ptsAdjustment);
  if (!spliceCommand.outOfNetworkIndicator) return { ...NOTHING, closes: [eventId], ptsMs };
  const { breakDuration } = spliceCommand;
  const opens: Opening = {
    eventId,
    kind: 'linear',
    plannedMs: breakDuration === null ? null : breakDuration.duration / 90,
    autoReturn: breakDuration !== null && breakDuration.autoReturn,
    upids: [],
    segmentationTypeId: null,
  };
  return { ...NOTHING, opens, ptsMs };
}

function ofSegmentation({ spliceCommand, descriptors, ptsAdjustment }: SpliceInfoSection): Meaning {
  const closes: number[] = [];
  const cancels: number[] = [];
  let opens: Opening | null = null;
  for (const one of descriptors) {
    if (one.type !== 'segmentation') continue;
    const found = readOpening(one);
    if (one.segmentationEventCancelIndicator) cancels.push(one.segmentationEventId);
    else if (isClosing(one)) closes.push(one.segmentationEventId);
    else if (found !== null && rank(found) < rank(opens)) opens = found;
  }
  const ptsTime = spliceCommand.type === 'time_signal' ? spliceCommand.spliceTime.ptsTime : null;
  return { opens, closes, cancels, ptsMs: toMs(ptsTime, ptsAdjustment) };
}

type Segmentation = Extract<SpliceDescriptor, { type: 'segmentation' }>;

function readOpening(one: Segmentation): Opening | null {
  if (one.segmentationEventCancelIndicator || !OPENING_TYPES.includes(one.segmentationTypeId)) return null;
  return {
    eventId: one.segmentationEventId,
    kind: OVERLAY_TYPES.includes(one.segmentationTypeId) ? 'overlay' : 'linear',
    plannedMs: one.segmentationDuration ? one.segmentationDuration / 90 : null,
    autoReturn: false,
    upids: one.segmentationUpidType === 0 ? [] : [{ type: one.segmentationUpidType, hex: one.segmentationUpid }],
    segmentationTypeId: one.segmentationTypeId,
  };
}

function isClosing(one: Extract<Segmentation, { segmentationEventCancelIndicator: false }>): boolean {
  const isLast = !TYPES_WITH_SEVERAL_ENDS.includes(one.segmentationTypeId) || one.segmentNum >= one.segmentsExpected;
  return isLast && OPENING_TYPES.includes(one.segmentationTypeId - 1);
}

function rank(opening: Opening | null): number {
  return opening === null ? OPENING_TYPES.length : OPENING_TYPES.indexOf(opening.segmentationTypeId ?? 0);
}

function toMs(ptsTime: number | null | undefined, ptsAdjustment: number): number | null {
  return ptsTime === null || ptsTime === undefined ? null : applyPtsAdjustment(ptsTime, ptsAdjustment) / 90;
}
