import type { LoggedEvent, Unfollow } from './event-log.js';

/** What a log asks of an engine that keeps a stream for all nodes. */
export interface StreamEngine {
  /**
   * Resolves when the engine has acknowledged it. An id that it knows already is kept once.
   * @throws Error (rejects) where it does not answer in time: it may have it all the same.
   */
  publish(id: string, text: string): Promise<void>;
  /** As `EventLog.follow`; goes on by itself when the engine comes back. */
  follow(from: number, tell: (logged: LoggedEvent) => void): Promise<Unfollow>;
  close(): Promise<void>;
}
