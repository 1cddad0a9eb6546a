import { segmentationTypeOf } from '@cutaway/scte35';
import type { Signal } from '@cutaway/model';
import { placeOfSignal } from './happening.js';
import { lengthText, streamText, type StreamTime } from './format-time.js';

/** Times that differ by less are one time: they are rounded on their way. */
const SAME_TIME_MS = 50;

/** What one telling of a signal says otherwise than another, for a person. Empty: they say the same. */
export function signalChanges(before: Signal, now: Signal, time: StreamTime, toleranceMs = SAME_TIME_MS): string[] {
  const changes: string[] = [];
  const [from, to] = [placeOfSignal(before), placeOfSignal(now)];
  if (from !== null && to !== null && Math.abs(from - to) > toleranceMs) {
    changes.push(`${now.type === 'break-end' ? 'end' : 'start'} ${streamText(from, time)} → ${streamText(to, time)}`);
  }
  const lengths = [before, now].map((one) => ('plannedMs' in one ? one.plannedMs : null));
  const [was = null, is = null] = lengths;
  if (was !== is && (was === null || is === null || Math.abs(was - is) > toleranceMs)) {
    changes.push(`duration ${durationText(was)} → ${durationText(is)}`);
  }
  const types = [before, now].map(typeIdOf);
  if (types[0] !== types[1]) changes.push(`type ${typeText(types[0] ?? null)} → ${typeText(types[1] ?? null)}`);
  if (before.type === 'break-start' && now.type === 'break-start' && before.autoReturn !== now.autoReturn) {
    changes.push(now.autoReturn ? 'returns by itself now' : 'no longer returns by itself');
  }
  return changes;
}

export function durationText(ms: number | null): string {
  return ms === null ? 'unknown' : lengthText(ms);
}

export function typeIdOf(signal: Signal): number | null {
  return 'segmentationTypeId' in signal ? (signal.segmentationTypeId ?? null) : null;
}

/** `0x34 Provider Placement Opportunity Start`. */
export function typeText(typeId: number | null): string {
  if (typeId === null) return 'none';
  return `0x${typeId.toString(16).toUpperCase().padStart(2, '0')} ${segmentationTypeOf(typeId)?.name ?? 'Reserved'}`;
}
