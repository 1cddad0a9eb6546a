import type { BreakKind, ProgramMs, Signal } from '@cutaway/model';
import type { DateRange } from './date-range.js';
import { PLAIN_OPENING } from './splice-meaning.js';

/** What date ranges say about breaks, in playlist order. An end or a cancel finds its break by ID, else by event id. */
export function signalsFromDateRanges(ranges: readonly DateRange[]): readonly Signal[] {
  const withEvent = (ids: readonly number[]): readonly DateRange[] =>
    ranges.filter(({ eventId }) => eventId !== null && ids.includes(eventId));
  const cancelled = new Set<string>();
  for (const range of ranges) {
    if (range.cancels.length > 0) for (const { id } of [range, ...withEvent(range.cancels)]) cancelled.add(id);
  }
  const signals: Signal[] = [];
  for (const range of ranges) {
    if (!cancelled.has(range.id)) signals.push(...startsOf(range), ...endsOf(range, withEvent(range.closes)));
  }
  for (const key of cancelled) {
    const named = ranges.filter(({ id }) => id === key);
    const evidence = named.map((range) => range.evidence).join('\n');
    signals.push({ type: 'break-cancel', ...heard(key, evidence, named[0]?.opening?.kind) });
  }
  return signals;
}

function startsOf({ id, evidence, isOpened, opening, startsAt, plannedMs, autoReturn }: DateRange): Signal[] {
  if (!isOpened || startsAt === null) return [];
  const plan = { ...(opening ?? PLAIN_OPENING), startsAt, plannedMs, autoReturn };
  return [{ type: 'break-start', ...heard(id, evidence), ...plan }];
}

/** `opened`: the ranges whose events this one closes. */
function endsOf(range: DateRange, opened: readonly DateRange[]): Signal[] {
  const { id, evidence, isOpened, opening, startsAt, endsAt } = range;
  const ends: Signal[] = [];
  const end = (key: string, at: ProgramMs, kind: BreakKind | null | undefined): void => {
    ends.push({ type: 'break-end', ...heard(key, evidence, kind), endsAt: at });
  };
  // What opens one event and closes another closes it where it opens its own.
  const closesAt = isOpened ? startsAt : (endsAt ?? startsAt);
  let closed: DateRange | undefined;
  // The range of another ID; the latest where an event id was used again.
  if (closesAt !== null) {
    closed = opened
      .filter((one) => one.id !== id && one.eventId !== range.eventId && (one.startsAt ?? closesAt) <= closesAt)
      .pop();
    if (closed) end(closed.id, closesAt, closed.opening?.kind);
  }
  // An IN under an ID of its own that found its OUT has said everything.
  if (endsAt !== null && (!closed || isOpened)) end(id, endsAt, opening?.kind ?? range.closesKind);
  return ends;
}

function heard(key: string, evidence: string, kind?: BreakKind | null) {
  return { key, carrier: 'daterange', evidence, ...(kind ? { kind } : {}) } as const;
}
