import type { Signal } from '@cutaway/model';
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
  const endsAt = endOf(range);
  const evidence = evidenceOf([range], range.id);
  const startsAt = startOf(range);
  const others = rangesWith(eventIds(range, 'closes'), ranges).filter((other) => other !== range);
  const ends: Signal[] = [];
  for (const other of others) {
    const at = isOpened(range) ? startsAt : (endsAt ?? startsAt);
    if (at !== null) ends.push({ type: 'break-end', key: other.id, carrier: 'daterange', evidence, endsAt: at });
  }
  // An IN under an ID of its own says the same once more only where it found its OUT.
  const isOwn = isOpened(range) || others.length === 0;
  if (endsAt !== null && isOwn) ends.push({ type: 'break-end', key: range.id, carrier: 'daterange', evidence, endsAt });
  return ends;
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
