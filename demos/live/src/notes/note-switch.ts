import type { SessionEvents } from '@cutaway/core';
import { add, endAt, type InspectorLog } from './inspector-log.js';

/** A bar for each ad or overlay on screen, a mark for each return. */
export function noteSwitch(log: InspectorLog, event: SessionEvents['switch']): InspectorLog {
  const { atMs, breakId, to, adInstanceId, strategy } = event;
  const nth = 1 + log.filter(({ id }) => id.startsWith(`switch/${breakId}/ad/`)).length;
  return add(endAt(log, 'switch/', atMs), {
    id: `switch/${breakId}/${to}/${atMs}`,
    lane: 'switches',
    fromMs: atMs,
    untilMs: to === 'content' ? atMs : null,
    label: to === 'ad' ? `ad ${nth}` : to,
    tone: to === 'content' ? 'plain' : 'strong',
    summary: `by ${strategy}`,
    details: [
      ['to', to],
      ['strategy', strategy],
      ['break', breakId],
      ...(adInstanceId === null ? [] : [['ad', adInstanceId] as const]),
    ],
  });
}
