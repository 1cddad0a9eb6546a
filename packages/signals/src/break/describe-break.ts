import type { Break } from '@cutaway/model';
import type { Voice } from './breaks-state.js';

/** Lengths that differ by more belong to different things: a break and a spot inside it. */
const SAME_LENGTH_MS = 1_000;

/**
 * The break that several voices speak of. The first leads in time; the longest duration is the break's, since shorter
 * ones are spots in it; identity and UPIDs come from segmentation where there is one, auto_return from any.
 */
export function describeBreak(id: string, voices: readonly Voice[], mergeMs: number): Break {
  const { kind, carrier, startsAt } = voices[0] as Voice;
  const longestMs = Math.max(
    ...voices.map((voice) => (isNear(voice.startsAt, startsAt, mergeMs) ? (voice.plannedMs ?? -1) : -1)),
  );
  const plannedMs = longestMs < 0 ? null : longestMs;
  const equals = voices.filter((voice) => isWholeBreak(voice, { startsAt, plannedMs }, mergeMs));
  const { upids, segmentationTypeId } = (equals.find((voice) => voice.segmentationTypeId !== null) ??
    voices[0]) as Voice;
  const autoReturn = equals.some((voice) => voice.autoReturn);
  return { id, kind, carrier, startsAt, plannedMs, autoReturn, upids, segmentationTypeId };
}

/** True where a voice means the whole break, so that its end and its cancel count; false for a spot inside. */
export function isWholeBreak(
  voice: Voice,
  { startsAt, plannedMs }: Pick<Break, 'startsAt' | 'plannedMs'>,
  mergeMs: number,
): boolean {
  const isLong = (voice.plannedMs ?? Infinity) >= (plannedMs ?? 0) - SAME_LENGTH_MS;
  return isLong && isNear(voice.startsAt, startsAt, mergeMs);
}

export function isNear(a: number, b: number, withinMs: number): boolean {
  return Math.abs(a - b) <= withinMs;
}
