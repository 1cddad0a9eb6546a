import type { Cause, DurationSource, ProgramMs } from '@cutaway/model';
import type { SpliceEvent } from '@cutaway/scte35';
import type { Heard } from './hear-tag.js';
import { leadingFirst, verbOf, type SpliceVerb } from './splice-types.js';

/** What all tags of one ID say together about one break. */
export interface DateRange {
  readonly id: string;
  readonly heard: readonly Heard[];
  /** Its lines. */
  readonly evidence: string;
  readonly isOpened: boolean;
  /** The event that it opens. null: an OUT whose payload opens nothing, or no OUT. */
  readonly opening: SpliceEvent | null;
  /** START-DATE of the OUT; some packagers repeat the tag with the time of the IN. Else where the tag stands. */
  readonly startsAt: ProgramMs | null;
  /** True where no tag of it has a date, so that its place says when. */
  readonly isPlaced: boolean;
  /** PLANNED-DURATION, else a DURATION that came with the OUT, else what the payload says. */
  readonly plannedMs: number | null;
  readonly durationFrom: DurationSource;
  /** True where the break ends by itself: auto_return, or an OUT that already tells its final length. */
  readonly autoReturn: boolean;
  /** When the break ended or will end; null while nobody said so. */
  readonly endsAt: ProgramMs | null;
}

/** So many tags of one range are read: the first, and the latest. */
const MAX_TAGS = 32;
/** Lengths that differ by less are one. */
const SAME_LENGTH_MS = 500;

/** Merges the tags by ID first (RFC 8216bis §4.4.5.1): a later tag may lack what an earlier one said. */
export function mergeDateRanges(tags: readonly Heard[]): { ranges: readonly DateRange[]; causes: Cause[] } {
  const groups: Heard[][] = [];
  const latest = new Map<string, Heard[]>();
  const causes: Cause[] = [];
  const starts = startsByClass(tags);
  for (const heard of tags) {
    const { id } = heard;
    causes.push(...heard.causes);
    const open = latest.get(id);
    if (open && !(heard.isOut && isReuse(readRange(open, starts), heard))) {
      open.push(heard);
      if (open.length > MAX_TAGS) open.splice(1, 1);
    } else {
      groups.push([heard]);
      latest.set(id, groups[groups.length - 1] as Heard[]);
    }
  }
  // A range without SCTE-35 is somebody else's: an interstitial, a title. Its DURATION ends no break.
  const ours = groups.filter((heard) => heard.some((one) => one.hasSplice));
  return { ranges: ours.map((heard) => readRange(heard, starts)), causes };
}

/** A second OUT of the same ID opens another break where the first is over: IDs get used again. */
function isReuse({ startsAt, endsAt, plannedMs }: DateRange, next: Heard): boolean {
  if (next.startsAt === null || startsAt === null || next.startsAt <= startsAt) return false;
  const overAt = plannedMs === null ? Infinity : startsAt + plannedMs;
  return next.startsAt >= Math.min(endsAt ?? Infinity, overAt);
}

function readRange(heard: readonly Heard[], startsOf: StartsByClass): DateRange {
  const outs = heard.filter((one) => one.isOut);
  const ins = heard.filter((one) => one.isIn);
  const isOpened = outs.length > 0;
  const starting = isOpened ? outs : heard;
  const opening = outs.reduce<SpliceEvent | null>((found, { splice }) => eventsOf(splice, 'start')[0] ?? found, null);
  const datedAt = last(starting, 'startsAt') ?? last(heard, 'startsAt');
  const startsAt = datedAt ?? last(starting, 'placeMs');
  const plannedMs = last(heard, 'plannedMs');
  const payloadMs = opening?.duration ? opening.duration / 90 : null;
  // An actual end once an IN is there, or once it is added to an OUT (a later tag, or beside a PLANNED-DURATION).
  // Alone on a first OUT it is a plan that may still change.
  const isFinal = heard.some(
    (one, at) => one.isIn || ((at > 0 || plannedMs !== null) && (one.durationMs ?? one.endsAt) !== null),
  );
  const lengthMs = heard.reduce<number | null>((found, { durationMs, endsAt }) => {
    const untilEnd = endsAt === null || startsAt === null ? found : Math.max(0, endsAt - startsAt);
    return durationMs ?? untilEnd;
  }, null);
  const endAfter = (from: ProgramMs): ProgramMs => {
    const backAt = last(ins.slice(-1), 'startsAt');
    if (!isOpened || (backAt !== null && backAt > from)) return backAt ?? from;
    const placeMs = last(ins.slice(-1), 'placeMs') ?? from;
    const betweenMs = ptsBetween(last(outs, 'splice')?.ptsTime, last(ins, 'splice')?.ptsTime);
    return from + (betweenMs ?? Math.max(0, placeMs - from));
  };
  // An IN whose OUT has left, and that does not repeat its date: nobody knows what its DURATION counts from.
  const isLeft = !isOpened && datedAt === null;
  const byLength = startsAt === null || lengthMs === null ? null : startsAt + lengthMs;
  const knownEnd = isLeft ? last(heard, 'endsAt') : byLength;
  const ended = startsAt === null || !isFinal ? null : (knownEnd ?? endAfter(startsAt));
  const told = plannedMs ?? (isFinal ? null : lengthMs);
  return {
    id: (heard[0] as Heard).id,
    heard,
    evidence: heard.map(({ line }) => line).join('\n'),
    isOpened,
    opening,
    startsAt,
    isPlaced: datedAt === null,
    plannedMs: told ?? payloadMs ?? lengthMs,
    durationFrom:
      told === null || (payloadMs !== null && Math.abs(told - payloadMs) < SAME_LENGTH_MS)
        ? 'payload'
        : plannedMs === null
          ? 'actual'
          : 'planned',
    autoReturn: opening?.autoReturn || (!isFinal && lengthMs !== null),
    endsAt: ended ?? (isOpened ? nextOfClass(heard, startsAt, startsOf) : null),
  };
}

/** START-DATEs of each CLASS, in their order. */
type StartsByClass = ReadonlyMap<string, readonly ProgramMs[]>;

function startsByClass(tags: readonly Heard[]): StartsByClass {
  const starts = new Map<string, ProgramMs[]>();
  for (const { attributes, startsAt } of tags) {
    const own = attributes.get('CLASS');
    if (own === undefined || startsAt === null) continue;
    const others = starts.get(own);
    if (others) others.push(startsAt);
    else starts.set(own, [startsAt]);
  }
  for (const all of starts.values()) all.sort((a, b) => a - b);
  return starts;
}

/** END-ON-NEXT: it ends where the next range of its CLASS starts (RFC 8216bis §4.4.5.1). */
function nextOfClass(heard: readonly Heard[], startsAt: ProgramMs | null, startsOf: StartsByClass): ProgramMs | null {
  const own = heard.find(({ attributes }) => attributes.get('END-ON-NEXT') === 'YES')?.attributes.get('CLASS');
  const starts = startsOf.get(own ?? '') ?? [];
  if (own === undefined || startsAt === null) return null;
  // By halves: a playlist may hold thousands.
  let [from, to] = [0, starts.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((starts[middle] ?? 0) > startsAt) to = middle;
    else from = middle + 1;
  }
  return starts[from] ?? null;
}

/** The events of a section that say so, what leads first. */
export function eventsOf(splice: Heard['splice'], verb: SpliceVerb): readonly SpliceEvent[] {
  return splice ? leadingFirst(splice.events).filter((event) => verbOf(event) === verb) : [];
}

/** Milliseconds from one splice time to another over the 33-bit wrap; null where one is not given or it is no plausible break. */
function ptsBetween(out: number | null = null, back: number | null = null): number | null {
  const wrap = 2 ** 33;
  const between = out === null || back === null ? 0 : (back - out + wrap) % wrap;
  return between > 0 && between < wrap / 2 ? between / 90 : null;
}

/** What the latest tag says that says anything. */
function last<Field extends keyof Heard>(heard: readonly Heard[], field: Field): Heard[Field] | null {
  return heard.reduce<Heard[Field] | null>((found, one) => one[field] ?? found, null);
}
