import type { AdSession, SessionEvent, SessionEvents } from '@cutaway/core';

/** Hears every event of a session as one kind of thing. */
export function watchSession(session: AdSession, hear: (event: SessionEvent) => void): void {
  const listen = <Type extends keyof SessionEvents>(type: Type) =>
    session.on(type, (detail) => hear({ type, detail } as SessionEvent));
  listen('signal');
  listen('break');
  listen('decision');
  listen('switch');
  listen('beacon');
  listen('cause');
  listen('conflict');
  listen('restrictions');
  listen('report');
}
