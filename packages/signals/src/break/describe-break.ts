import type { Break, ProgramMs, SignalConflict } from '@cutaway/model';
import type { BreakOptions } from './break-options.js';
import type { Voice } from './breaks-state.js';
import { isNear, rankOf } from './nesting.js';

/** The most trusted first: a date and an event's own time, then a segment's place, then a PTS. */
const TIMES = ['date', 'event', 'segment', 'pts'] as const;
const DURATIONS = ['actual', 'changed', 'payload', 'cue', 'planned'] as const;

/**
 * The break that several voices speak of: each field from the voice that is to be trusted most. `begunAt`: a break that runs
 * keeps its start.
 */
export function describeBreak(
  id: string,
  voices: readonly Voice[],
  begunAt: ProgramMs | null,
  options: BreakOptions,
): Break {
  const wholes = voices.filter(({ role }) => role === 'whole');
  const { kind, carrier } = wholes[0] as Voice;
  const named = least(wholes, (voice) => (voice.segmentationTypeId === null ? 99 : rankOf(voice, options)));
  const { upids, segmentationTypeId } = named;
  const startsAt = begunAt ?? timed(wholes).startsAt;
  const find = <Field extends keyof Voice>(field: Field): Pick<Voice, Field> | object => {
    const voice = wholes.find((one) => one[field] !== undefined);
    return voice ? { [field]: voice[field] } : {};
  };
  const parts = voices
    .filter(({ role }) => role === 'part')
    .sort((a, b) => a.startsAt - b.startsAt)
    .map(({ key, startsAt: at, plannedMs, upids: own, segmentationTypeId: type }) => ({
      key,
      startsAt: at,
      plannedMs,
      upids: own,
      segmentationTypeId: type,
    }));
  return {
    ...{
      id,
      kind,
      carrier,
      startsAt,
      plannedMs: lasting(wholes)?.plannedMs ?? null,
      autoReturn: wholes.some((voice) => voice.autoReturn),
    },
    ...{ upids, segmentationTypeId },
    ...(parts.length > 0 ? { parts } : {}),
    ...find('restrictions'),
    ...(wholes.some(({ restrictions }) => restrictions?.webDeliveryAllowed === false) ? { mustReplace: true } : {}),
    ...find('position'),
    ...find('interstitial'),
    ...find('asset'),
  };
}

/** Where carriers differ on what is one thing, and what was not believed. */
export function conflictsOf(voices: readonly Voice[], { conflictMs }: BreakOptions): readonly SignalConflict[] {
  const wholes = voices.filter(({ role }) => role === 'whole');
  const time = timed(wholes);
  const length = lasting(wholes);
  const conflicts: SignalConflict[] = [];
  const compare = (field: SignalConflict['field'], kept: Voice, other: Voice, of: 'startsAt' | 'plannedMs'): void => {
    const [keptMs, refusedMs] = [kept[of], other[of]];
    if (
      keptMs === null ||
      refusedMs === null ||
      isNear(keptMs, refusedMs, conflictMs) ||
      kept.carrier === other.carrier
    )
      return;
    conflicts.push({ field, keptMs, refusedMs, kept: kept.carrier, refused: other.carrier });
  };
  for (const voice of wholes) {
    compare('start', time, voice, 'startsAt');
    if (length) compare('duration', length, voice, 'plannedMs');
  }
  return conflicts;
}

function timed(wholes: readonly Voice[]): Voice {
  return least(wholes, ({ timeFrom = 'date' }) => TIMES.indexOf(timeFrom) || 1);
}

/** Of equals the shorter, so that no ad runs into content. */
function lasting(wholes: readonly Voice[]): Voice | undefined {
  const told = wholes
    .filter(({ plannedMs }) => plannedMs !== null)
    .sort((a, b) => (a.plannedMs ?? 0) - (b.plannedMs ?? 0));
  const rank = ({ durationFrom = 'planned', isChanged }: Voice): number =>
    DURATIONS.indexOf(isChanged && durationFrom !== 'actual' ? 'changed' : durationFrom);
  return told.length > 0 ? least(told, rank) : undefined;
}

/** The first of those with the least. */
function least(voices: readonly Voice[], of: (voice: Voice) => number): Voice {
  return voices.reduce((found, one) => (of(one) < of(found) ? one : found));
}
