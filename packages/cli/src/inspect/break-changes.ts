import type { Break } from '@cutaway/model';
import { streamText, type StreamTime } from './format-time.js';
import { durationText, typeText } from './signal-changes.js';

/** What is other about a break than before, for a person. Empty: nothing that one sees. */
export function breakChanges(before: Break, now: Break, time: StreamTime): string[] {
  const changes: string[] = [];
  if (before.startsAt !== now.startsAt) {
    changes.push(`start ${streamText(before.startsAt, time)} → ${streamText(now.startsAt, time)}`);
  }
  if (before.plannedMs !== now.plannedMs) {
    changes.push(`duration ${durationText(before.plannedMs)} → ${durationText(now.plannedMs)}`);
  }
  if (before.segmentationTypeId !== now.segmentationTypeId) {
    changes.push(`type ${typeText(before.segmentationTypeId)} → ${typeText(now.segmentationTypeId)}`);
  }
  const [had, has] = [before.parts?.length ?? 0, now.parts?.length ?? 0];
  if (had !== has) changes.push(`parts ${had} → ${has}`);
  if (before.autoReturn !== now.autoReturn) {
    changes.push(now.autoReturn ? 'returns by itself now' : 'no longer returns by itself');
  }
  if ((before.mustReplace ?? false) !== (now.mustReplace ?? false)) {
    changes.push(now.mustReplace ? 'must be replaced now' : 'need not be replaced any more');
  }
  return changes;
}
