import type { ProgramMs, Signal } from '@cutaway/model';
import { endOf, isAutoReturn, isOpened, openingOf, plannedOf, startOf, type DateRange } from './date-range.js';

/** What date ranges say about breaks, in playlist order. An end or a cancel finds its break by ID, else by event id. */
export function signalsFromDateRanges(ranges: readonly DateRange[]): readonly Signal[] {
  const cancelled = new Set<string>();
  for (const range of ranges) for (const key of cancelledBy(range, ranges)) cancelled.add(key);
  const signals: Signal[] = [];
  for (const range of ranges) {
    if (!cancelled.has(range.id)) signals.push(...startsOf(range), ...endsOf(range, ranges));
  }
  for (const key of cancelled) {
    signals.push({ type: 'break-cancel', key, carrier: 'daterange', evidence: evidenceOf(ranges, key) });
  }
  return signals;
}

function startsOf(range: DateRange): Signal[] {
  const startsAt = startOf(range);
  if (!isOpened(range) || startsAt === null) return [];
  const opening = openingOf(range);
  return [
    {
      type: 'break-start',
      key: range.id,
      carrier: 'daterange',
      evidence: evidenceOf([range], range.id),
      kind: opening === null ? 'linear' : opening.kind,
      startsAt,
      plannedMs: plannedOf(range),
      autoReturn: isAutoReturn(range),
      upids: opening === null ? [] : opening.upids,
      segmentationTypeId: opening === null ? null : opening.segmentationTypeId,
    },
  ];
}

function endsOf(range: DateRange, ranges: readonly DateRange[]): Signal[] {
  const startsAt = startOf(range);
  const ownEndsAt = endOf(range);
  // What opens one event and closes another closes it where it opens its own.
  const closesAt = isOpened(range) ? startsAt : (ownEndsAt ?? startsAt);
  const closed = closesAt === null ? null : findClosed(range, ranges, closesAt);
  const ends: Signal[] = [];
  const end = (key: string, endsAt: ProgramMs) =>
    ends.push({ type: 'break-end', key, carrier: 'daterange', evidence: evidenceOf([range], range.id), endsAt });
  if (closed !== null && closesAt !== null) end(closed.id, closesAt);
  // An IN under an ID of its own that found its OUT has said everything.
  if (ownEndsAt !== null && (closed === null || isOpened(range))) end(range.id, ownEndsAt);
  return ends;
}

/** The range of another ID whose event this one closes; the latest where an event id was used again. */
function findClosed(range: DateRange, ranges: readonly DateRange[], closesAt: ProgramMs): DateRange | null {
  const own = openingOf(range);
  const ids = eventIds(range, 'closes').filter((id) => own === null || id !== own.eventId);
  const before = rangesWith(ids, ranges).filter(({ id }) => id !== range.id);
  return before.filter((other) => (startOf(other) ?? closesAt) <= closesAt).pop() ?? null;
}

function cancelledBy(range: DateRange, ranges: readonly DateRange[]): readonly string[] {
  const ids = eventIds(range, 'cancels');
  return ids.length === 0 ? [] : [range.id, ...rangesWith(ids, ranges).map((other) => other.id)];
}

function eventIds(range: DateRange, what: 'closes' | 'cancels'): readonly number[] {
  return ([] as number[]).concat(...range.heard.map(({ meaning }) => (meaning === null ? [] : meaning[what])));
}

function rangesWith(ids: readonly number[], ranges: readonly DateRange[]): readonly DateRange[] {
  return ranges.filter((range) => {
    const opening = openingOf(range);
    return opening !== null && ids.includes(opening.eventId);
  });
}

function evidenceOf(ranges: readonly DateRange[], id: string): string {
  const lines = ranges
    .filter((range) => range.id === id)
    .map((range) => range.heard.map(({ line }) => line).join('\n'));
  return lines.join('\n');
}
