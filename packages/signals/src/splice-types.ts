/**
 * Starts of breaks, placement opportunities, ad blocks, ads and overlay opportunities (SCTE 35 Table 23). The end has the
 * next number. Where one section holds several, the first in this order leads: it is the unit that is replaced.
 * Promos (0x3C to 0x3F) and credits are no places for ads.
 */
const STARTS = [0x36, 0x34, 0x22, 0x46, 0x44, 0x32, 0x30, 0x3a, 0x38];

/** Call ad server: named private since 2023, sent ahead of a break in practice. */
const HINT = 0x02;

export type SpliceType = 'start' | 'end' | 'boundary' | 'hint' | 'none';

/** What a segmentation_type_id means for breaks. */
export function spliceTypeOf(typeId: number): SpliceType {
  if (STARTS.includes(typeId)) return 'start';
  if (STARTS.includes(typeId - 1)) return 'end';
  // Programme, chapter, unscheduled event, alternate content, network.
  const isBoundary = (typeId >= 0x10 && typeId <= 0x1a) || /^(2[01]|4[0-3]|5[01])$/.test(typeId.toString(16));
  return isBoundary ? 'boundary' : typeId === HINT ? 'hint' : 'none';
}

/** Place in the order of what leads; less leads. */
export function rankOf(typeId: number): number {
  const at = STARTS.indexOf(typeId);
  return at < 0 ? STARTS.length : at;
}

/** Overlay opportunities and their ends are 0x38 to 0x3B. */
export function kindOf(typeId: number): 'linear' | 'overlay' {
  return typeId >> 2 === 0x0e ? 'overlay' : 'linear';
}

/** A placement opportunity may have several ends; the last one closes it (SCTE 35 §10.3.3.5). */
export function hasSeveralEnds(typeId: number): boolean {
  return typeId === 0x35 || typeId === 0x37;
}
