import { readPosition } from './read-position.js';
import type { VmapBreak, VmapBreakType } from './vmap-document.js';

/** The break that a VMAP response is asked about. */
export interface AskedBreak {
  /** What AdBreak@breakId may say of it. */
  readonly names: readonly string[];
  /** Its AdBreak@timeOffset; null: where it lies in the content is not known, as in a live stream. */
  readonly timeOffset: string | null;
  readonly breakType: VmapBreakType;
}

/**
 * The AdBreaks of one break, in the document's order, each to be played after the one before. The first rule that finds any decides:
 * those with one of its names as breakId (and its timeOffset, where that is known); those at its timeOffset; where its place in the
 * content is not known, the first of its breakType, with all that share that one's timeOffset. Of what a rule finds those of its
 * breakType are taken; where none is, all are, to be told so (1003).
 */
export function chooseBreaks(breaks: readonly VmapBreak[], asked: AskedBreak): readonly VmapBreak[] {
  const { names, timeOffset, breakType } = asked;
  const isThere = (one: VmapBreak) => timeOffset === null || samePlace(one, timeOffset);
  const named = breaks.filter((one) => one.breakId !== null && names.indexOf(one.breakId) !== -1 && isThere(one));
  if (named.length > 0) return fitting(named, breakType) ?? named;
  if (timeOffset !== null) return fitting(breaks.filter(isThere), breakType) ?? breaks.filter(isThere);
  const fits = fitting(breaks, breakType) ?? [];
  return fits.filter((one) => samePlace(one, fits[0]?.timeOffset ?? ''));
}

function fitting(breaks: readonly VmapBreak[], breakType: VmapBreakType): readonly VmapBreak[] | null {
  const fits = breaks.filter(({ breakTypes }) => breakTypes.indexOf(breakType) !== -1);
  return fits.length > 0 ? fits : null;
}

function samePlace({ position }: VmapBreak, timeOffset: string): boolean {
  return JSON.stringify(position) === JSON.stringify(readPosition(timeOffset));
}
