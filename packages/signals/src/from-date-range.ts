import type { Cause, ProgramMs, Signal } from '@cutaway/model';
import type { DateRange } from './date-range.js';
import type { Heard } from './hear-tag.js';
import { signalsFromSplice } from './signals-from-splice.js';
import { kindOf } from './splice-types.js';

type StartSignal = Extract<Signal, { type: 'break-start' }>;
type EndSignal = Extract<Signal, { type: 'break-end' }>;

/**
 * Finds the range that opened an event: the latest, where an id was used again, and the one before where that begins just then. `endType`:
 * of an end; a break and its spots may have one id.
 */
type Opener = (eventId: number, before: ProgramMs, endType?: number) => DateRange | undefined;

/** What date ranges say about breaks, in playlist order. An end or a cancel finds its break by event id, else by ID. */
export function signalsFromDateRanges(ranges: readonly DateRange[]): { signals: Signal[]; causes: Cause[] } {
  const byEvent = new Map<number, DateRange[]>();
  for (const range of ranges) {
    const id = range.opening?.eventId;
    if (id !== undefined) byEvent.set(id, [...(byEvent.get(id) ?? []), range]);
  }
  const openerOf: Opener = (eventId, before, endType = -1) => {
    const all = byEvent.get(eventId)?.filter(({ startsAt }) => (startsAt ?? before) <= before) ?? [];
    const ofType = all.filter(({ opening }) => opening?.typeId === endType - 1);
    const begun = ofType.length > 0 ? ofType : all;
    return begun.filter(({ startsAt }) => startsAt !== before).pop() ?? begun.pop();
  };
  const causes: Cause[] = [];
  const cancels = new Map<string, Signal>();
  const cancelled = new Set<DateRange>();
  const said = ranges.map((range) => {
    const spoken = sayRange(range);
    causes.push(...spoken.causes);
    return spoken.signals.filter((signal) => {
      if (signal.type !== 'break-cancel') return true;
      const target = openerOf(signal.event?.eventId ?? -1, Infinity);
      for (const one of [range, ...(target ? [target] : [])]) {
        cancelled.add(one);
        if (one === range && target && !range.isOpened) continue;
        const kind = one.isOpened ? { kind: kindOf(one.opening?.typeId) } : {};
        cancels.set(one.id, { ...signal, key: one.id, evidence: one.evidence, ...kind });
      }
      return false;
    });
  });
  const signals = ranges.map((range, at) => (cancelled.has(range) ? [] : signalsOf(range, said[at] ?? [], openerOf)));
  return { signals: ([] as Signal[]).concat(...signals, [...cancels.values()]), causes };
}

/** What its sections say, each once, the latest of one kind and key. */
function sayRange(range: DateRange): { signals: Signal[]; causes: Cause[] } {
  const causes: Cause[] = [];
  const said = new Map<string, Signal>();
  for (const tag of range.heard) {
    if (!tag.splice) continue;
    const { id, evidence, plannedMs: durationMs, durationFrom } = range;
    const spoken = signalsFromSplice(tag.splice, {
      ...{ carrier: 'daterange', key: id, evidence, startsAt: timeOf(range, tag), durationMs, durationFrom },
      ...{ keyEventId: range.opening?.eventId ?? null, ...(range.isPlaced ? { timeFrom: 'segment' } : {}) },
    });
    for (const signal of spoken.signals) said.set(signal.type + signal.key, signal);
    causes.push(...spoken.causes);
  }
  return { signals: [...said.values()], causes };
}

/** What opens one event and closes another closes it where it opens its own. */
function timeOf({ startsAt, endsAt }: DateRange, { isOut, isIn, startsAt: ownAt, placeMs }: Heard): ProgramMs | null {
  return isOut ? startsAt : ((isIn ? endsAt : null) ?? ownAt ?? placeMs ?? startsAt);
}

function signalsOf(range: DateRange, said: readonly Signal[], openerOf: Opener): readonly Signal[] {
  const { id, isOpened, endsAt, evidence, heard } = range;
  const start = startOf(range, said);
  const ends = said
    .filter((one): one is EndSignal => one.type === 'break-end')
    .map((end) => {
      const opener = openerOf(end.event?.eventId ?? -1, end.endsAt, end.segmentationTypeId);
      return !opener || opener === range ? end : { ...end, key: opener.id, kind: kindOf(opener.opening?.typeId) };
    });
  // The ID ties an IN to its OUT though their events differ.
  const ties = ({ key }: EndSignal): boolean => isOpened && heard.some((one) => one.isIn) && key.startsWith(`${id}/`);
  const own = ends.find(({ key }) => key === id) ?? ends.find(ties);
  const others = ends.filter((end) => end !== own);
  // An IN under an ID of its own that found its OUT has said everything.
  if (own || (endsAt !== null && (isOpened || others.length === 0))) {
    const plain = { type: 'break-end', carrier: 'daterange', evidence, ...own, key: id } as const;
    const kind = isOpened ? { kind: kindOf(range.opening?.typeId) } : {};
    others.push({ ...plain, endsAt: endsAt ?? own?.endsAt ?? 0, ...kind });
  }
  // What the section of an IN starts beside what it ends is the next break.
  const isSaid = isOpened || ends.length === 0;
  const rest = said.filter(
    (one) => one.type !== 'break-end' && !(isSaid && one.type === 'break-start' && one.key === id),
  );
  return [...(start ? [start] : []), ...rest, ...others];
}

/** The break that a range opens. */
function startOf(range: DateRange, said: readonly Signal[]): StartSignal | null {
  const { id, evidence, isOpened, startsAt, isPlaced, plannedMs, durationFrom, autoReturn } = range;
  if (!isOpened || startsAt === null) return null;
  const lead = said.find((one): one is StartSignal => one.type === 'break-start' && one.key === id);
  return {
    ...{
      type: 'break-start',
      key: id,
      carrier: 'daterange',
      evidence,
      kind: 'linear',
      upids: [],
      segmentationTypeId: null,
    },
    ...lead,
    ...{ startsAt, plannedMs, autoReturn },
    ...(isPlaced ? { timeFrom: 'segment' as const } : {}),
    ...(plannedMs === null ? {} : { durationFrom }),
  };
}
