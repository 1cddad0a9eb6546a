import type { ProgramMs } from '@cutaway/model';
import { parseAttributeList } from './attribute-list.js';
import { parseProgramDate } from './program-date.js';
import { readSpliceMeaning, type SpliceMeaning } from './splice-meaning.js';

/** One tag, understood: its times, and what its payload means. */
export interface Heard extends SpliceMeaning {
  readonly id: string;
  readonly line: string;
  readonly startsAt: ProgramMs | null;
  /** Start of the segment that follows the tag; null where the playlist has no date before it. */
  readonly placeMs: ProgramMs | null;
  /** DURATION or END-DATE. */
  readonly endsAt: ProgramMs | null;
  readonly durationMs: number | null;
  readonly plannedMs: number | null;
  /** True where it carries SCTE-35. */
  readonly hasSplice: boolean;
  /** SCTE35-OUT, or a SCTE35-CMD whose payload opens a break. */
  readonly isOut: boolean;
  /** SCTE35-IN, or a SCTE35-CMD whose payload closes one. */
  readonly isIn: boolean;
}

/** One EXT-X-DATERANGE line with its attributes, not placed yet; null where it has no ID. */
export function hearTag(line: string, list: string): Heard | null {
  const attributes = parseAttributeList(list);
  const id = attributes.get('ID');
  if (!id) return null;
  const out = attributes.get('SCTE35-OUT');
  const end = attributes.get('SCTE35-IN');
  const payload = out ?? end ?? attributes.get('SCTE35-CMD');
  const meaning = readSpliceMeaning(payload, id);
  return {
    ...meaning,
    id,
    line,
    startsAt: parseProgramDate(attributes.get('START-DATE')),
    placeMs: null,
    endsAt: parseProgramDate(attributes.get('END-DATE')),
    durationMs: toMs(attributes.get('DURATION')),
    plannedMs: toMs(attributes.get('PLANNED-DURATION')),
    hasSplice: payload !== undefined,
    isOut: out !== undefined || (end === undefined && meaning.opens !== null),
    isIn: end !== undefined || (out === undefined && meaning.closes.length > 0),
  };
}

function toMs(seconds: string | undefined): number | null {
  const value = parseFloat(seconds ?? '');
  return value >= 0 ? value * 1000 : null;
}
