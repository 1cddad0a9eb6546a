import type { LogMark, TellLogged, Unfollow } from './event-log.js';

/** What a log asks of an engine that keeps a stream for all nodes. */
export interface StreamEngine {
  /**
   * Resolves when the engine has acknowledged it. An id that it knows already is kept once.
   * @throws Error (rejects) where it does not answer in time: it may have it all the same.
   */
  publish(id: string, text: string): Promise<void>;
  /** As `EventLog.follow`; goes on by itself when the engine comes back. */
  follow(from: number, tell: TellLogged): Promise<Unfollow>;
  /** As `EventLog.check`: an engine that does not answer cannot say. */
  check(mark: LogMark): Promise<string | null>;
  close(): Promise<void>;
}
