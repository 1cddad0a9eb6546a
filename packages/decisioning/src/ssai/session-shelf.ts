import type { WallMs } from '@cutaway/model';

/** Longest idle time of a session: a player that lives asks for a playlist every few seconds. */
const MAX_IDLE_MS = 10 * 60_000;
/** Who asked within this time plays. */
const LIVE_MS = 60_000;
const MAX_SESSIONS = 10_000;

/** Sessions by id. Old ones go when new ones come: no timer is needed. One whose player lives never does. */
export interface SessionShelf<Session> {
  /** The session, or null where it is unknown or was idle for too long. */
  find(id: string): Session | null;
  /** Whether there is room for one more. */
  hasRoom(): boolean;
  put(id: string, session: Session): void;
  drop(id: string): void;
}

export function createSessionShelf<Session>(
  nowMs: () => WallMs,
  { maxSessions = MAX_SESSIONS, maxIdleMs = MAX_IDLE_MS } = {},
): SessionShelf<Session> {
  const seen = new Map<string, { readonly session: Session; readonly atMs: WallMs }>(); // the longest idle first

  const touch = (id: string, session: Session): void => {
    seen.delete(id);
    seen.set(id, { session, atMs: nowMs() });
  };
  const dropOld = (): void => {
    for (const [id, { atMs }] of seen) {
      if (nowMs() - atMs <= (seen.size < maxSessions ? maxIdleMs : LIVE_MS)) return;
      seen.delete(id);
    }
  };

  return {
    find(id) {
      dropOld();
      const found = seen.get(id);
      if (found === undefined) return null;
      touch(id, found.session);
      return found.session;
    },
    hasRoom() {
      dropOld();
      return seen.size < maxSessions;
    },
    put: touch,
    drop(id) {
      seen.delete(id);
    },
  };
}
