import type { Cause, ProgramMs } from '@cutaway/model';
import { readSplice, type Splice } from '@cutaway/scte35';
import { parseAttributeList } from './attribute-list.js';
import { parseProgramDate } from './program-date.js';
import { verbOf, type SpliceVerb } from './splice-types.js';

/** One tag, understood: its times, and its section. */
export interface Heard {
  readonly id: string;
  readonly line: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly startsAt: ProgramMs | null;
  /** Start of the segment that follows the tag; null where the playlist has no date before it. */
  readonly placeMs: ProgramMs | null;
  /** DURATION or END-DATE. */
  readonly endsAt: ProgramMs | null;
  readonly durationMs: number | null;
  readonly plannedMs: number | null;
  /** The payload; null: none, or it cannot be read. */
  readonly splice: Splice | null;
  /** True where it carries SCTE-35. */
  readonly hasSplice: boolean;
  /** SCTE35-OUT, or a SCTE35-CMD whose payload opens a break. */
  readonly isOut: boolean;
  /** SCTE35-IN, or a SCTE35-CMD whose payload closes one and opens none: what it opens goes on. */
  readonly isIn: boolean;
  readonly causes: readonly Cause[];
}

/** One EXT-X-DATERANGE line with its attributes, not placed yet; null where it has no ID. */
export function hearTag(line: string, list: string, read: typeof readSplice = readSplice): Heard | null {
  return hearAttributes(line, parseAttributeList(list), read);
}

/** The same from attributes that were read. */
export function hearAttributes(
  line: string,
  attributes: ReadonlyMap<string, string>,
  read: typeof readSplice = readSplice,
): Heard | null {
  const id = attributes.get('ID');
  if (!id) return null;
  const out = attributes.get('SCTE35-OUT');
  const end = attributes.get('SCTE35-IN');
  const payload = out ?? end ?? attributes.get('SCTE35-CMD');
  const causes: Cause[] = [];
  let splice: Splice | null = null;
  if (payload !== undefined) {
    const result = read(payload);
    if (typeof result !== 'string') splice = result;
    else causes.push({ name: 'SIGNAL_UNREADABLE', adInstanceId: null, detail: `${id}: ${result}` });
  }
  const says = (verb: SpliceVerb): boolean => !!splice && splice.events.some((event) => verbOf(event) === verb);
  const opens = says('start');
  const closes = says('end');
  // The border of a programme is no break, whatever the attribute that carries it.
  const isBorder = says('boundary') && !opens && !closes;
  return {
    id,
    line,
    attributes,
    startsAt: parseProgramDate(attributes.get('START-DATE')),
    placeMs: null,
    endsAt: parseProgramDate(attributes.get('END-DATE')),
    durationMs: toMs(attributes.get('DURATION')),
    // Packagers write 0 where they do not know it.
    plannedMs: toMs(attributes.get('PLANNED-DURATION')) || null,
    splice,
    hasSplice: payload !== undefined,
    isOut: out === undefined ? end === undefined && opens : !isBorder,
    isIn: end === undefined ? out === undefined && closes && !opens : !isBorder,
    causes,
  };
}

/** Thirty years: what is longer is no length. */
const MAX_S = 1e9;

/** Milliseconds of a decimal number of seconds, or null. */
export function toMs(seconds: string | undefined): number | null {
  const value = parseFloat(seconds ?? '');
  return value >= 0 && value <= MAX_S ? value * 1000 : null;
}
