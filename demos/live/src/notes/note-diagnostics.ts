import type { SessionEvents } from '@cutaway/core';
import { seconds, timeOfDay } from '../clock-text.js';
import { add, type InspectorLog } from './inspector-log.js';

/** Carriers that differ on one break: among the signals, since nothing failed. */
export function noteConflict(log: InspectorLog, { atMs, breakId, conflict }: SessionEvents['conflict']): InspectorLog {
  const { field, kept, keptMs, refused, refusedMs } = conflict;
  const say = (ms: number | null): string => (field === 'start' ? timeOfDay(ms ?? 0, true) : seconds(ms));
  return add(log, {
    id: `conflict/${breakId}/${field}/${kept}/${refused}`,
    lane: 'signals',
    fromMs: atMs,
    label: 'CONFLICT',
    tone: 'plain',
    summary: `${field}: ${kept}, not ${refused}`,
    details: [
      ['break', breakId],
      [kept, say(keptMs)],
      [`${refused}, not believed`, say(refusedMs)],
    ],
  });
}

/** What the programme on air may be used for has changed. */
export function noteRestrictions(
  log: InspectorLog,
  { atMs, at, restrictions }: SessionEvents['restrictions'],
): InspectorLog {
  return add(log, {
    id: `restrictions/${at}`,
    lane: 'signals',
    fromMs: atMs,
    label: restrictions ? 'RESTRICTED' : 'FREE',
    tone: 'plain',
    summary: restrictions ? 'the programme is restricted' : 'the programme is not restricted any more',
    details: Object.entries(restrictions ?? {}).map(([name, value]) => [name, String(value)] as const),
  });
}
