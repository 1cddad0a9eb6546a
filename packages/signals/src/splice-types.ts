import type { SpliceEvent } from '@cutaway/scte35';

/**
 * Starts of breaks, placement opportunities, ad blocks, ads and overlay opportunities (SCTE 35 Table 23). The end has the
 * next number. Where one section holds several, the first in this order leads: it is the unit that is replaced.
 * Promos (0x3C to 0x3F) and credits are no places for ads.
 */
const STARTS = [0x36, 0x34, 0x22, 0x46, 0x44, 0x32, 0x30, 0x3a, 0x38];

/** Call ad server: named private since 2023, sent ahead of a break in practice. */
const HINT = 0x02;

export type SpliceVerb = 'start' | 'end' | 'boundary' | 'hint' | 'cancel' | 'none';

/** What one event of a section says about breaks. */
export function verbOf({ isOut, typeId = 0, isLast, duration }: SpliceEvent): SpliceVerb {
  if (duration === undefined) return 'cancel';
  if (isOut !== undefined) return isOut ? 'start' : 'end';
  if (STARTS.includes(typeId)) return 'start';
  // A placement opportunity may have several ends; the last one closes it (SCTE 35 §10.3.3.5).
  if (STARTS.includes(typeId - 1)) return isLast || (typeId !== 0x35 && typeId !== 0x37) ? 'end' : 'none';
  // Programme, chapter, unscheduled event, alternate content, network.
  const isBoundary =
    (typeId >= 0x10 && typeId <= 0x1a) || [0x20, 0x21, 0x40, 0x41, 0x42, 0x43, 0x50, 0x51].includes(typeId);
  return isBoundary ? 'boundary' : typeId === HINT ? 'hint' : 'none';
}

/** The events of a section, what leads first: a splice_insert, whatever stands beside it. */
export function leadingFirst(events: readonly SpliceEvent[]): readonly SpliceEvent[] {
  const rank = ({ typeId = 0, isOut }: SpliceEvent): number =>
    isOut === undefined ? STARTS.indexOf(typeId) >>> 0 : -1;
  return events.slice().sort((a, b) => rank(a) - rank(b));
}

/** Overlay opportunities and their ends are 0x38 to 0x3B. */
export function kindOf(typeId = 0): 'linear' | 'overlay' {
  return typeId >> 2 === 0x0e ? 'overlay' : 'linear';
}

/** Break, then opportunities and splice_inserts (null), then ad blocks, then ads (SCTE 35 §10.3.3.5). */
export function depthOf(typeId: number | null): number {
  if (typeId === 0x22) return 1;
  return typeId === null || (typeId >= 0x34 && typeId < 0x44) ? 2 : typeId >= 0x44 ? 3 : 4;
}

/** False for the end of what lies in it: a break and its spots may have one id. */
export function isEndOf(endType: number | undefined, startType: number | null): boolean {
  return endType === undefined || startType === null || depthOf(endType - 1) <= depthOf(startType);
}
