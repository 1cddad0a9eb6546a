import type { Cause, ProgramMs, Signal } from '@cutaway/model';
import { eventsOf } from '../date-range.js';
import { signalsFromSplice } from '../signals-from-splice.js';
import { isEndOf } from '../splice-types.js';
import { lengthOfRun, plannedEnd, type CueRun } from './cue-run.js';
import { splitAd } from './split-ad.js';
import type { MarkerGroup } from './marker-group.js';
import type { PlacedBlocks, PlacedGroup } from './place-blocks.js';

/** A start that was counted back, or that moved with its dates, is the same within this. */
const SAME_START_MS = 2_000;
/** Less is rounding: the start stays as it was. */
const JITTER_MS = 100;
/** A run whose OUT left the window is carried on for so long without an end. */
const CARRY_MS = 3_600_000;
const MAX_RUNS = 512;
/** Breaks in breaks; what is deeper is no stream. */
const MAX_OPEN = 16;

/** What the marker groups of a window say, with the runs of the refresh before. */
export interface HeardGroups {
  readonly runs: readonly CueRun[];
  /** Signals that belong to no run. */
  readonly rest: readonly Signal[];
  readonly causes: readonly Cause[];
}

interface Hearing {
  readonly before: readonly CueRun[];
  readonly runs: CueRun[];
  /** Keys of `runs`. */
  readonly keys: Set<string>;
  /** Runs of the refresh before whose OUT was not seen in this one. */
  readonly carried: Set<CueRun>;
  /** Runs that are open at this place, the outermost first. */
  open: CueRun[];
  readonly rest: Signal[];
  readonly causes: Cause[];
}

/** Walks the groups of a window in order. `before`: the runs that the refresh before left. */
export function hearGroups(
  { groups, startsAt }: Pick<PlacedBlocks, 'groups' | 'startsAt'>,
  before: readonly CueRun[],
): HeardGroups {
  const windowAt = startsAt ?? -Infinity;
  const carried = before.filter((run) => isCarried(run, windowAt)).map((run): CueRun => ({ ...run, end: null }));
  const hearing: Hearing = {
    ...{ before, runs: carried.slice(), keys: new Set(carried.map(({ key }) => key)), carried: new Set(carried) },
    ...{ open: carried.slice(), rest: [], causes: [] },
  };
  for (const placed of groups) {
    const { group } = placed;
    if (group.isIn) closeRuns(hearing, placed);
    if (group.isOut) for (const one of splitAd(group)) openRun(hearing, { ...placed, group: one });
    else if (group.isCont && !group.isIn) continueRun(hearing, placed);
    hearRest(hearing, placed);
  }
  // An end that is not seen any more was seen before.
  for (const run of carried) run.end ??= before.find(({ key }) => key === run.key)?.end ?? null;
  const { runs, rest, causes } = hearing;
  return { runs: runs.slice(-MAX_RUNS), rest, causes };
}

/** Its OUT is not in the window any more, and it may still run in it. */
function isCarried(run: CueRun, windowAt: ProgramMs): boolean {
  const overAt = run.end?.at ?? (plannedEnd(run) ?? run.startsAt) + CARRY_MS;
  return run.startsAt < windowAt && overAt >= windowAt - JITTER_MS && !run.isCancelled;
}

function openRun(hearing: Hearing, { at, group }: PlacedGroup): void {
  // Dates that drift bring an OUT back into the window that seemed to have left it.
  const again = hearing.open.find((run) => hearing.carried.has(run) && isNear(run, at) && mayBeOne(run, group));
  if (again) hearing.carried.delete(again);
  const same = again ?? hearing.open.find((run) => isSameRun(run, at, group));
  if (same) {
    // A section ahead of its tag: the tag stands where the break starts.
    if (same.isBySection && !group.isOutBySection) Object.assign(same, { startsAt: at, isBySection: false });
    return update(same, group);
  }
  const endsAt = group.durationMs === null ? at : at + group.durationMs;
  // Another break ends what does not hold it.
  hearing.open = hearing.open.filter((run) => {
    const overAt = plannedEnd(run);
    return overAt !== null && overAt > at + 500 && endsAt <= overAt + 1_000;
  });
  addRun(hearing, at, group, { isContinued: false });
}

function isNear({ startsAt }: CueRun, at: ProgramMs): boolean {
  return Math.abs(startsAt - at) <= SAME_START_MS;
}

/** False where their events differ. */
function mayBeOne(run: CueRun, { eventId }: MarkerGroup): boolean {
  return run.eventId === eventId || run.eventId === null || eventId === null;
}

function isSameRun(run: CueRun, at: ProgramMs, { eventId }: MarkerGroup): boolean {
  const overAt = plannedEnd(run) ?? Infinity;
  return eventId !== null && run.eventId === eventId && at < overAt;
}

function continueRun(hearing: Hearing, { at, endsAt, group }: PlacedGroup): void {
  const { elapsedMs } = group;
  const fits = (run: CueRun): boolean => {
    if (!mayBeOne(run, group)) return false;
    const overAt = plannedEnd(run) ?? Infinity;
    if (elapsedMs === null) return endsAt < overAt + SAME_START_MS;
    return endsAt < overAt || isNear(run, at - elapsedMs) || isNear(run, endsAt - elapsedMs);
  };
  const fitting = hearing.open.filter(fits);
  // Of breaks in a break the one that is meant, else the innermost.
  const run =
    fitting.find(({ eventId }) => eventId !== null && eventId === group.eventId) ??
    fitting.find(({ ids }) => ids.some((id) => group.ids.includes(id))) ??
    fitting.find((one) => Math.abs((lengthOfRun(one).ms ?? NaN) - (group.durationMs ?? NaN)) <= 500) ??
    fitting.pop();
  if (run) update(run, group);
  else addRun(hearing, elapsedMs === null ? at : at - elapsedMs, group, { isContinued: true });
}

function addRun(hearing: Hearing, at: ProgramMs, group: MarkerGroup, { isContinued }: { isContinued: boolean }): void {
  const { runs, keys, before } = hearing;
  const known = before.find((run) => isNear(run, at) && mayBeOne(run, group) && !keys.has(run.key));
  const keepsStart = known && (isContinued || Math.abs(known.startsAt - at) <= JITTER_MS);
  const place = `cue:${Math.round(at)}`;
  const key = known?.key ?? (keys.has(place) ? `${place}:${group.eventId ?? runs.length}` : place);
  const run: CueRun = {
    key,
    startsAt: keepsStart ? known.startsAt : at,
    isContinued: isContinued && (known?.isContinued ?? true),
    isBySection: group.isOutBySection,
    firstMs: (isContinued ? known?.firstMs : null) ?? group.durationMs,
    latestMs: group.durationMs,
    otherMs: group.otherMs,
    opening: group.opening,
    eventId: group.eventId,
    typeId: group.typeId,
    upids: group.upids,
    ids: group.ids,
    asset: group.asset,
    endsByItself: group.endsByItself,
    evidence: group.evidence,
    end: null,
    isCancelled: false,
  };
  runs.push(run);
  keys.add(key);
  hearing.open.push(run);
  if (hearing.open.length > MAX_OPEN) hearing.open.shift();
}

/** What a repeat adds. */
function update(run: CueRun, group: MarkerGroup): void {
  run.firstMs ??= group.durationMs;
  run.latestMs = group.durationMs ?? run.latestMs;
  run.opening ??= group.opening;
  run.eventId ??= group.eventId;
  run.typeId ??= group.typeId;
  if (group.ids.length > 0 && run.ids.length === 0) run.ids = group.ids;
  if (group.asset) run.asset = { ...run.asset, ...group.asset };
}

/** Ends of ads and blocks: what holds them goes on. */
const PART_ENDS = [0x31, 0x33, 0x45, 0x47];

function closeRuns(hearing: Hearing, { endsAt, group }: PlacedGroup): void {
  const { closing, ids, evidence, isOut } = group;
  const place = { carrier: 'cue-out', key: null, evidence, startsAt: endsAt, timeFrom: 'segment' } as const;
  const said = closing ? signalsFromSplice(closing.splice, place).signals : [];
  const ends = said.filter((one) => one.type === 'break-end');
  const ownEnd = (run: CueRun) =>
    ends.find((one) => one.event?.eventId === run.eventId && isEndOf(one.segmentationTypeId, typeOf(run)));
  const byId = isOut ? [] : hearing.open.filter((run) => run.ids.some((id) => ids.includes(id)));
  const byEvent = hearing.open.filter(ownEnd);
  // The end of one segment inside of a break is not the end of the break.
  const isOther = group.isInBySection && ends.some(({ event }) => event?.command === 'segmentation');
  const isPart = ends.every(({ segmentationTypeId: type }) => type !== undefined && PART_ENDS.includes(type));
  const untold = isPart ? [] : hearing.open.filter(({ eventId }) => eventId === null);
  const meant = byId.length > 0 ? byId : byEvent.length > 0 ? byEvent : isOther ? untold : hearing.open;
  for (const run of meant) {
    run.end = { at: endsAt, evidence, said: ownEnd(run) ?? ends[0] ?? null };
  }
  hearing.open = hearing.open.filter((run) => !meant.includes(run));
  if (meant.length > 0) return;
  const key = ends[0]?.key ?? `cue:in:${Math.round(endsAt)}`;
  hearing.rest.push({ type: 'break-end', ...place, ...ends[0], key, endsAt });
}

/** The type of the event that opened it. */
function typeOf({ opening, eventId }: CueRun): number | null {
  const events = opening ? eventsOf(opening.splice, 'start') : [];
  return events.find((event) => event.eventId === eventId)?.typeId ?? null;
}

/** Borders, hints and cancels: they are no breaks here. */
function hearRest({ runs, rest, causes }: Hearing, { at, group }: PlacedGroup): void {
  causes.push(...group.causes);
  const { evidence } = group;
  const place = { carrier: 'cue-out', evidence, timeFrom: 'segment' } as const;
  if (group.isHint) {
    const key = `cue:hint:${Math.round(at)}`;
    rest.push({ type: 'break-hint', ...place, key, startsAt: at, plannedMs: null, target: null });
  }
  if (group.isCont && !group.isOut) return;
  for (const { splice } of group.sections) {
    const said = signalsFromSplice(splice, { ...place, key: null, startsAt: at });
    causes.push(...said.causes);
    for (const signal of said.signals) {
      if (signal.type === 'break-start' || signal.type === 'break-end') continue;
      const target = runs.filter(({ eventId }) => eventId !== null && eventId === signal.event?.eventId).pop();
      if (signal.type !== 'break-cancel') rest.push(signal);
      else {
        if (target) target.isCancelled = true;
        rest.push({ ...signal, key: target?.key ?? signal.key });
      }
    }
  }
}
