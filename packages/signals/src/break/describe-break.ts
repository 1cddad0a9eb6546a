import type { Break } from '@cutaway/model';
import type { Voice } from './breaks-state.js';

/** Lengths that differ by more belong to different things: a break and a spot inside it. */
const SAME_LENGTH_MS = 1_000;

/**
 * The break that several voices speak of. The first leads in time; the longest duration is the break's, since shorter
 * ones are spots in it; identity and UPIDs come from segmentation where there is one, auto_return from any.
 */
export function describeBreak(id: string, voices: readonly [Voice, ...Voice[]], mergeMs: number): Break {
  const [lead] = voices;
  const together = voices.filter((voice) => isNear(voice.startsAt, lead.startsAt, mergeMs));
  const plans = together.map((voice) => voice.plannedMs ?? -1);
  const longestMs = Math.max(...plans);
  const plannedMs = longestMs < 0 ? null : longestMs;
  const equals = together.filter((voice) => isWholeBreak(voice, lead.startsAt, plannedMs, mergeMs));
  const typed = equals.filter((voice) => voice.segmentationTypeId !== null)[0] ?? lead;
  return {
    id,
    kind: lead.kind,
    carrier: lead.carrier,
    startsAt: lead.startsAt,
    plannedMs,
    autoReturn: equals.some((voice) => voice.autoReturn),
    upids: typed.upids,
    segmentationTypeId: typed.segmentationTypeId,
  };
}

/** True where a voice means the whole break, so that its end and its cancel count; false for a spot inside. */
export function isWholeBreak(voice: Voice, startsAt: number, plannedMs: number | null, mergeMs: number): boolean {
  if (!isNear(voice.startsAt, startsAt, mergeMs)) return false;
  return voice.plannedMs === null || plannedMs === null || voice.plannedMs >= plannedMs - SAME_LENGTH_MS;
}

export function isNear(a: number, b: number, withinMs: number): boolean {
  return Math.abs(a - b) <= withinMs;
}

export function isSameBreak(a: Break, b: Break): boolean {
  return (
    a.startsAt === b.startsAt &&
    a.plannedMs === b.plannedMs &&
    a.autoReturn === b.autoReturn &&
    a.segmentationTypeId === b.segmentationTypeId &&
    a.upids.map(nameOf).join() === b.upids.map(nameOf).join()
  );
}

function nameOf(upid: { readonly type: number; readonly hex: string }): string {
  return `${upid.type}:${upid.hex}`;
}
