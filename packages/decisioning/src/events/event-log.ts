/** One record as the log has it. */
export interface LoggedEvent {
  /** Where it begins: grows from record to record, without meaning otherwise. */
  readonly offset: number;
  /** Where the next one begins: `follow` from here goes on behind this record. */
  readonly next: number;
  /** What it was appended with, where the log still knows. */
  readonly id: string | null;
  readonly text: string;
  /** When an engine had it, by its clock, in milliseconds: long after it was written, where a spool kept it first. */
  readonly keptAtMs?: number;
}

/** A place in a log behind one of its records, and by what that record is known again. */
export interface LogMark {
  readonly offset: number;
  /** Following goes on from here. */
  readonly next: number;
  /** Of its text (ISO 3309). */
  readonly crc: number;
}

/** Hears a record. Where it gives a promise the log tells those that were there already no further until that resolves. */
export type TellLogged = (logged: LoggedEvent) => unknown;

/** Ends a following. Nothing is told after it. */
export type Unfollow = () => void;

/** An append-only log of records that are text. What was acknowledged survives the process. */
export interface EventLog {
  /**
   * Resolves when the record is durable, after it was told to those who follow an embedded log. `id` names the record: an engine that
   * knows it already keeps one.
   * @throws Error (rejects) where it cannot be kept; whoever sent it must send it again.
   */
  append(id: string, text: string): Promise<void>;
  /**
   * Tells each durable record from an offset on (0: from the start), in the log's order, first those that are there, then each new one.
   * Resolves when those that were there at the call are told.
   */
  follow(from: number, tell: TellLogged): Promise<Unfollow>;
  /** null: following from where the mark says goes on where it was made. Else why it does not, in words. */
  check(mark: LogMark): Promise<string | null>;
  /** Writes what waits, then ends. */
  close(): Promise<void>;
}
