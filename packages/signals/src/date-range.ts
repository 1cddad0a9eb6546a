import type { Cause, ProgramMs } from '@cutaway/model';
import type { DateRangeTag } from './date-range-tag.js';
import { parseProgramDate } from './program-date.js';
import { readSpliceMeaning, type Opening, type SpliceMeaning } from './splice-meaning.js';

/** One tag, understood. */
interface Heard {
  readonly line: string;
  readonly startsAt: ProgramMs | null;
  readonly placeMs: ProgramMs | null;
  /** DURATION or END-DATE. */
  readonly endsAt: ProgramMs | null;
  readonly durationMs: number | null;
  readonly plannedMs: number | null;
  /** SCTE35-OUT, or a SCTE35-CMD whose payload opens a break. */
  readonly isOut: boolean;
  /** SCTE35-IN, or a SCTE35-CMD whose payload closes one. */
  readonly isIn: boolean;
  readonly meaning: SpliceMeaning | null;
}

/** All tags of one ID that speak of one break, in playlist order (RFC 8216bis §4.4.5.1: later ones add attributes). */
export interface DateRange {
  readonly id: string;
  readonly heard: readonly Heard[];
}

/** Merges the tags by ID first: a later tag may lack what an earlier one said. */
export function mergeDateRanges(tags: readonly DateRangeTag[]): { ranges: readonly DateRange[]; causes: Cause[] } {
  const ranges: { id: string; heard: Heard[] }[] = [];
  const causes: Cause[] = [];
  for (const tag of tags) {
    const heard = hear(tag);
    if (tag.id === '' || heard === null) continue;
    if (heard.meaning !== null) causes.push(...heard.meaning.causes);
    const open = ranges.filter((range) => range.id === tag.id).pop();
    if (open !== undefined && !isReuse(open, heard)) open.heard.push(heard);
    else ranges.push({ id: tag.id, heard: [heard] });
  }
  // A range without SCTE-35 is somebody else's: an interstitial, a title. Its DURATION ends no break.
  return { ranges: ranges.filter(({ heard }) => heard.some(({ meaning }) => meaning !== null)), causes };
}

function hear({ line, id, attributes, placeMs }: DateRangeTag): Heard | null {
  const out = attributes.get('SCTE35-OUT');
  const end = attributes.get('SCTE35-IN');
  const payload = out ?? end ?? attributes.get('SCTE35-CMD');
  const meaning = payload === undefined ? null : readSpliceMeaning(payload, id);
  const startsAt = parseProgramDate(attributes.get('START-DATE'));
  return {
    line,
    startsAt,
    placeMs,
    endsAt: parseProgramDate(attributes.get('END-DATE')),
    durationMs: toMs(attributes.get('DURATION')),
    plannedMs: toMs(attributes.get('PLANNED-DURATION')),
    isOut: out !== undefined || (end === undefined && meaning !== null && meaning.opens !== null),
    isIn: end !== undefined || (out === undefined && meaning !== null && meaning.closes.length > 0),
    meaning,
  };
}

function toMs(seconds: string | undefined): number | null {
  const value = parseFloat(seconds ?? '');
  return value >= 0 ? value * 1000 : null;
}

/** A second OUT of the same ID opens another break where the first is over: IDs get used again. */
function isReuse(range: DateRange, next: Heard): boolean {
  const startsAt = startOf(range);
  if (!next.isOut || next.startsAt === null || startsAt === null || next.startsAt <= startsAt) return false;
  const endsAt = endOf(range);
  const plannedMs = plannedOf(range);
  return (endsAt !== null && next.startsAt >= endsAt) || (plannedMs !== null && next.startsAt >= startsAt + plannedMs);
}

export function isOpened(range: DateRange): boolean {
  return range.heard.some((one) => one.isOut);
}

export function openingOf(range: DateRange): Opening | null {
  return last(range, (one) => (one.isOut && one.meaning !== null ? one.meaning.opens : null));
}

/** START-DATE of the OUT; some packagers repeat the tag with the time of the IN. Else where the tag stands. */
export function startOf(range: DateRange): ProgramMs | null {
  const outs = range.heard.filter((one) => one.isOut);
  const of = { id: range.id, heard: outs.length > 0 ? outs : range.heard };
  return last(of, (one) => one.startsAt) ?? last(range, (one) => one.startsAt) ?? last(of, (one) => one.placeMs);
}

/** PLANNED-DURATION, else a DURATION that came with the OUT, else what the payload says. */
export function plannedOf(range: DateRange): number | null {
  const opening = openingOf(range);
  const plannedMs = last(range, (one) => one.plannedMs) ?? (isFinal(range) ? null : lengthOf(range));
  return plannedMs ?? (opening === null ? null : opening.plannedMs) ?? lengthOf(range);
}

/** True where the break ends by itself: auto_return, or an OUT that already tells its final length. */
export function isAutoReturn(range: DateRange): boolean {
  const opening = openingOf(range);
  return (opening !== null && opening.autoReturn) || (!isFinal(range) && lengthOf(range) !== null);
}

/** When the break ended or will end; null while nobody said so. */
export function endOf(range: DateRange): ProgramMs | null {
  const startsAt = startOf(range);
  if (!isFinal(range) || startsAt === null) return null;
  const lengthMs = lengthOf(range);
  if (lengthMs !== null) return startsAt + lengthMs;
  const back = last(range, (one) => (one.isIn ? one : null));
  if (back === null) return null;
  if (!isOpened(range) || (back.startsAt !== null && back.startsAt > startsAt)) return back.startsAt ?? startsAt;
  return startsAt + (ptsBetween(range) ?? Math.max(0, (back.placeMs ?? startsAt) - startsAt));
}

/**
 * DURATION and END-DATE are the actual end once an IN is there, or once they are added to an OUT (a later tag, or beside
 * a PLANNED-DURATION). Alone on a first OUT they are a plan that may still change.
 */
function isFinal(range: DateRange): boolean {
  const { heard } = range;
  const isPlanned = heard.some((one) => one.plannedMs !== null);
  return heard.some((one, at) => one.isIn || ((at > 0 || isPlanned) && (one.durationMs ?? one.endsAt) !== null));
}

function lengthOf(range: DateRange): number | null {
  const startsAt = startOf(range);
  return last(range, (one) => {
    if (one.durationMs !== null || one.endsAt === null || startsAt === null) return one.durationMs;
    return Math.max(0, one.endsAt - startsAt);
  });
}

/** Milliseconds from the OUT's splice time to the IN's, over the 33-bit wrap; null where one is not given or it is no plausible break. */
function ptsBetween(range: DateRange): number | null {
  const out = last(range, (one) => (one.isOut && one.meaning ? one.meaning.ptsMs : null));
  const back = last(range, (one) => (one.isIn && one.meaning ? one.meaning.ptsMs : null));
  if (out === null || back === null) return null;
  const wrapMs = 2 ** 33 / 90;
  const betweenMs = (back - out + wrapMs) % wrapMs;
  return betweenMs > 0 && betweenMs < wrapMs / 2 ? betweenMs : null;
}

/** What the latest tag says that says anything. */
function last<T>(range: DateRange, read: (one: Heard) => T | null): T | null {
  let found: T | null = null;
  for (const one of range.heard) found = read(one) ?? found;
  return found;
}
