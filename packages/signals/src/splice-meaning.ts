import type { BreakKind, Cause, Upid } from '@cutaway/model';
import { readSplice, type SpliceEvent } from '@cutaway/scte35';

/** What a section opens. */
export interface Opening {
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
  /** The event that it opens. */
  readonly opensEvent: number | null;
  readonly closes: readonly number[];
  /** What it closes, where the segmentation type tells; linear where it closes both. */
  readonly closesKind: BreakKind | null;
  readonly cancels: readonly number[];
  /** Splice time with pts_adjustment, in milliseconds modulo 2^33 / 90; null: at once. */
  readonly ptsMs: number | null;
  readonly causes: readonly Cause[];
}

interface Draft {
  opens: Opening | null;
  opensEvent: number | null;
  /** Of what it opens, in `OPENING_TYPES`. */
  rank: number;
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
export const PLAIN_OPENING: Opening = {
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
  const meaning: Draft = {
    opens: null,
    opensEvent: null,
    rank: Infinity,
    closes: [],
    closesKind: null,
    cancels: [],
    ptsMs: null,
    causes: [],
  };
  if (payload === undefined) return meaning;
  const tell = (name: Cause['name'], detail: string): void => {
    meaning.causes.push({ name, adInstanceId: null, detail: `${id}: ${detail}` });
  };
  const splice = readSplice(payload);
  if (typeof splice === 'string') tell('SIGNAL_UNREADABLE', splice);
  else {
    if (splice.hasBadCrc) tell('SIGNAL_BAD_CRC', payload);
    meaning.ptsMs = splice.ptsTime === null ? null : splice.ptsTime / 90;
    for (const event of splice.events) hearEvent(meaning, event);
  }
  return meaning;
}

function hearEvent(meaning: Draft, event: SpliceEvent): void {
  const { eventId, isOut, duration, autoReturn = false, typeId = 0, upids = [], isLast } = event;
  const rank = OPENING_TYPES.indexOf(typeId);
  // Overlays are 0x38 to 0x3B.
  const kind = typeId >> 2 === 0x0e ? 'overlay' : 'linear';
  if (duration === undefined) meaning.cancels.push(eventId);
  else if (isOut === false || OPENING_TYPES.includes(typeId - 1)) {
    if (!isLast && TYPES_WITH_SEVERAL_ENDS.includes(typeId)) return;
    meaning.closes.push(eventId);
    if (typeId && meaning.closesKind !== 'linear') meaning.closesKind = kind;
  } else if (isOut || (rank >= 0 && rank < meaning.rank)) {
    const plannedMs = duration === null ? null : duration / 90;
    meaning.rank = rank;
    meaning.opensEvent = eventId;
    meaning.opens = { kind, plannedMs, autoReturn, upids, segmentationTypeId: typeId || null };
  }
}
