import type { AdSession, SessionEvents } from '@cutaway/core';

const EVENTS: readonly (keyof SessionEvents)[] = ['signal', 'break', 'decision', 'switch', 'beacon', 'cause', 'report'];

/** What a session tells of itself while its listeners throw as planned. */
export interface Heard {
  /** Breaks that it knew. */
  readonly opened: ReadonlySet<string>;
  /** Its own faults, beside what a test threw. */
  readonly internal: readonly string[];
}

/** @param throwFor is called for each listener, by name, and may throw */
export function hearSession(session: Pick<AdSession, 'on'>, throwFor: (what: string) => void): Heard {
  const opened = new Set<string>();
  const internal: string[] = [];
  session.on('break', ({ brk, phase }) => void (phase !== 'closed' && opened.add(brk.id)));
  session.on('cause', ({ cause }) => {
    if (cause.name === 'INTERNAL' && !cause.detail.includes('injected')) internal.push(cause.detail);
  });
  for (const event of EVENTS) session.on(event, () => throwFor(`listener ${event}`));
  return { opened, internal };
}
