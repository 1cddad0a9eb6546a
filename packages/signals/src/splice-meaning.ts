import type { BreakKind, Cause, Upid } from '@cutaway/model';
import { applyPtsAdjustment, decodeSpliceInfo, type SpliceDescriptor, type SpliceInsert } from '@cutaway/scte35';

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
  /** What it closes, where the segmentation type tells; linear where it closes both. */
  readonly closesKind: BreakKind | null;
  readonly cancels: readonly number[];
  /** Splice time with pts_adjustment, in milliseconds modulo 2^33 / 90; null: at once. */
  readonly ptsMs: number | null;
  readonly causes: readonly Cause[];
}

type Segmentation = Extract<SpliceDescriptor, { type: 'segmentation' }>;

interface Draft {
  opens: Opening | null;
  closes: number[];
  closesKind: BreakKind | null;
  cancels: number[];
  ptsMs: number | null;
  causes: Cause[];
}

/**
 * Starts of breaks, placement opportunities, ad blocks, ads and overlay opportunities (SCTE 35 Table 23). The end has
 * the next number. Where one section holds several, the first in this order is the unit that is replaced.
 */
const OPENING_TYPES = [0x36, 0x34, 0x22, 0x46, 0x44, 0x32, 0x30, 0x3a, 0x38];
/** A placement opportunity may have several ends; the last one closes it (SCTE 35 §10.3.3.5). */
const TYPES_WITH_SEVERAL_ENDS = [0x35, 0x37];

/** What an OUT means that says no more. */
export const PLAIN_OPENING: Omit<Opening, 'eventId'> = {
  kind: 'linear',
  plannedMs: null,
  autoReturn: false,
  upids: [],
  segmentationTypeId: null,
};

/**
 * What the SCTE35-* attribute of a manifest says. A wrong CRC is told and believed, since manifests are re-encoded on
 * their way; a section that cannot be read says nothing.
 */
export function readSpliceMeaning(payload: string | undefined, id: string): SpliceMeaning {
  const meaning: Draft = { opens: null, closes: [], closesKind: null, cancels: [], ptsMs: null, causes: [] };
  if (payload === undefined) return meaning;
  const tell = (name: Cause['name'], detail: string): void => {
    meaning.causes.push({ name, adInstanceId: null, detail: `${id}: ${detail}` });
  };
  const decoded = decodeSpliceInfo(payload);
  if (!decoded.ok) {
    tell('SIGNAL_UNREADABLE', decoded.error.message);
    return meaning;
  }
  const { spliceCommand: command, descriptors, ptsAdjustment, crc } = decoded.section;
  if (crc.status === 'invalid') tell('SIGNAL_BAD_CRC', payload);
  if (command.type === 'splice_insert') hearInsert(meaning, command);
  else for (const one of descriptors) if (one.type === 'segmentation') hearSegmentation(meaning, one);
  const ptsTime = 'spliceTime' in command ? command.spliceTime?.ptsTime : null;
  if (typeof ptsTime === 'number') meaning.ptsMs = applyPtsAdjustment(ptsTime, ptsAdjustment) / 90;
  return meaning;
}

function hearInsert(meaning: Draft, insert: SpliceInsert): void {
  const eventId = insert.spliceEventId;
  if (insert.spliceEventCancelIndicator) meaning.cancels.push(eventId);
  else if (!insert.outOfNetworkIndicator) meaning.closes.push(eventId);
  else {
    const { breakDuration } = insert;
    meaning.opens = { ...PLAIN_OPENING, eventId };
    if (breakDuration) {
      const { autoReturn, duration } = breakDuration;
      meaning.opens = { ...meaning.opens, autoReturn, plannedMs: duration / 90 };
    }
  }
}

function hearSegmentation(meaning: Draft, one: Segmentation): void {
  const eventId = one.segmentationEventId;
  if (one.segmentationEventCancelIndicator) {
    meaning.cancels.push(eventId);
    return;
  }
  const type = one.segmentationTypeId;
  const rank = OPENING_TYPES.indexOf(type);
  if (OPENING_TYPES.includes(type - 1)) {
    const isLast = !TYPES_WITH_SEVERAL_ENDS.includes(type) || one.segmentNum >= one.segmentsExpected;
    if (!isLast) return;
    meaning.closes.push(eventId);
    if (meaning.closesKind !== 'linear') meaning.closesKind = kindOf(type);
  } else if (rank >= 0 && !(meaning.opens && rank >= OPENING_TYPES.indexOf(meaning.opens.segmentationTypeId ?? 0))) {
    meaning.opens = {
      ...PLAIN_OPENING,
      eventId,
      kind: kindOf(type),
      plannedMs: one.segmentationDuration ? one.segmentationDuration / 90 : null,
      upids: one.segmentationUpidType ? [{ type: one.segmentationUpidType, hex: one.segmentationUpid }] : [],
      segmentationTypeId: type,
    };
  }
}

/** Overlays are 0x38 to 0x3B. */
function kindOf(type: number): BreakKind {
  return (type & 0xfc) === 0x38 ? 'overlay' : 'linear';
}
