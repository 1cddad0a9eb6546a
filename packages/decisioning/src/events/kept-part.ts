/** Something that follows from the log, as a checkpoint has it: written in rows, and read again in their order. */
export interface KeptPart {
  /** Names its rows. */
  readonly name: string;
  /** All of it, in rows that are plain JSON, of some kB at most. */
  save(): Iterable<unknown>;
  /** One row, in the order in which they were saved, into what is empty. */
  load(row: unknown): void;
  /** As it is where no record was read yet. */
  clear(): void;
}

/** Rows come back as they were saved: a checkpoint of another form is not read. */
export const keptPart = <Row>(part: {
  readonly name: string;
  save(): Iterable<Row>;
  load(row: Row): void;
  clear(): void;
}): KeptPart => ({ ...part, load: (row) => part.load(row as Row) });
