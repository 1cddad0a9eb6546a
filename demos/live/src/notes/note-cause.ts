import type { SessionEvents } from '@cutaway/core';
import { add, type InspectorLog } from './inspector-log.js';

/** Something went wrong: a red mark among the breaks. */
export function noteCause(log: InspectorLog, { atMs, breakId, cause }: SessionEvents['cause']): InspectorLog {
  return add(log, {
    id: `cause/${cause.name}/${atMs}/${log.length}`,
    lane: 'breaks',
    fromMs: atMs,
    label: cause.name,
    tone: 'bad',
    summary: cause.detail,
    details: [
      ['cause', cause.name],
      ['detail', cause.detail],
      ['break', breakId ?? 'none'],
    ],
  });
}
