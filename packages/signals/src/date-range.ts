import type { BreakKind, Cause, ProgramMs } from '@cutaway/model';
import type { Heard } from './hear-tag.js';
import type { Opening } from './splice-meaning.js';

/** What all tags of one ID say together about one break. */
export interface DateRange {
  readonly id: string;
  /** Its lines. */
  readonly evidence: string;
  readonly isOpened: boolean;
  /** null: an OUT whose payload opens nothing, or no OUT. */
  readonly opening: Opening | null;
  /** The event that it opens. */
  readonly eventId: number | null;
  /** START-DATE of the OUT; some packagers repeat the tag with the time of the IN. Else where the tag stands. */
  readonly startsAt: ProgramMs | null;
  /** PLANNED-DURATION, else a DURATION that came with the OUT, else what the payload says. */
  readonly plannedMs: number | null;
  /** True where the break ends by itself: auto_return, or an OUT that already tells its final length. */
  readonly autoReturn: boolean;
  /** When the break ended or will end; null while nobody said so. */
  readonly endsAt: ProgramMs | null;
  readonly closes: readonly number[];
  readonly closesKind: BreakKind | null;
  readonly cancels: readonly number[];
}

/** Merges the tags by ID first (RFC 8216bis §4.4.5.1): a later tag may lack what an earlier one said. */
export function mergeDateRanges(tags: readonly Heard[]): { ranges: readonly DateRange[]; causes: Cause[] } {
  const groups: { id: string; heard: Heard[] }[] = [];
  const causes: Cause[] = [];
  for (const heard of tags) {
    const { id } = heard;
    causes.push(...heard.causes);
    const open = groups.filter((group) => group.id === id).pop();
    if (open && !isReuse(readRange(open), heard)) open.heard.push(heard);
    else groups.push({ id, heard: [heard] });
  }
  // A range without SCTE-35 is somebody else's: an interstitial, a title. Its DURATION ends no break.
  return { ranges: groups.filter(({ heard }) => heard.some((one) => one.hasSplice)).map(readRange), causes };
}

/** A second OUT of the same ID opens another break where the first is over: IDs get used again. */
function isReuse({ startsAt, endsAt, plannedMs }: DateRange, next: Heard): boolean {
  if (!next.isOut || next.startsAt === null || startsAt === null || next.startsAt <= startsAt) return false;
  const overAt = plannedMs === null ? Infinity : startsAt + plannedMs;
  return next.startsAt >= Math.min(endsAt ?? Infinity, overAt);
}

function readRange({ id, heard }: { readonly id: string; readonly heard: readonly Heard[] }): DateRange {
  const outs = heard.filter((one) => one.isOut);
  const ins = heard.filter((one) => one.isIn);
  const isOpened = outs.length > 0;
  const starting = isOpened ? outs : heard;
  const opening = last(outs, 'opens');
  const startsAt = last(starting, 'startsAt') ?? last(heard, 'startsAt') ?? last(starting, 'placeMs');
  const plannedMs = last(heard, 'plannedMs');
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
    return from + (ptsBetween(last(outs, 'ptsMs'), last(ins, 'ptsMs')) ?? Math.max(0, placeMs - from));
  };
  return {
    id,
    evidence: heard.map(({ line }) => line).join('\n'),
    isOpened,
    opening,
    eventId: last(outs, 'opensEvent'),
    startsAt,
    plannedMs: plannedMs ?? (isFinal ? null : lengthMs) ?? opening?.plannedMs ?? lengthMs,
    autoReturn: opening?.autoReturn || (!isFinal && lengthMs !== null),
    endsAt: !isFinal || startsAt === null ? null : lengthMs === null ? endAfter(startsAt) : startsAt + lengthMs,
    closes: ([] as number[]).concat(...heard.map((one) => one.closes)),
    closesKind: last(heard, 'closesKind'),
    cancels: ([] as number[]).concat(...heard.map((one) => one.cancels)),
  };
}

/** Milliseconds from one splice time to another over the 33-bit wrap; null where one is not given or it is no plausible break. */
function ptsBetween(outMs: number | null, backMs: number | null): number | null {
  const wrapMs = 2 ** 33 / 90;
  const betweenMs = outMs === null || backMs === null ? 0 : (backMs - outMs + wrapMs) % wrapMs;
  return betweenMs > 0 && betweenMs < wrapMs / 2 ? betweenMs : null;
}

/** What the latest tag says that says anything. */
function last<Field extends keyof Heard>(heard: readonly Heard[], field: Field): Heard[Field] | null {
  return heard.reduce<Heard[Field] | null>((found, one) => one[field] ?? found, null);
}
