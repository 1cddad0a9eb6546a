import type { WallMs } from '@cutaway/model';
import type { Kind } from '../written/kinds.js';

/** A record as JSON has it, before a schema has proven what it is. */
export type RawRecord = Readonly<Record<string, unknown>>;

/** What is done to one record. */
export type Change =
  /** The record is this, whatever the files say. */
  | { readonly act: 'put'; readonly record: RawRecord }
  /** Each field that is given replaces the field whole; null takes it back to its default. The files say the others. */
  | { readonly act: 'patch'; readonly fields: RawRecord }
  /** The record is not there, whatever the files say. */
  | { readonly act: 'delete' }
  /** Earlier changes of the record are forgotten: it is as the files say again. */
  | { readonly act: 'reset' };

/** Who changes what, and why. */
export interface ChangeOrder {
  readonly kind: Kind;
  readonly id: string;
  readonly change: Change;
  /** A word for the audit: `put`, `pause`, `readiness`, … */
  readonly action: string;
  /** The name of the token. */
  readonly actor: string;
  readonly reason: string | null;
}

/** A change that was made. */
export interface ChangeEntry extends ChangeOrder {
  /** From 1, without gaps. */
  readonly seq: number;
  readonly atMs: WallMs;
  /** The record as it was; null: there was none. */
  readonly before: RawRecord | null;
  readonly after: RawRecord | null;
}

/** What an operator does beside the records: to the catalogue as a whole, or to live channels. */
export type ActKind = 'catalogue' | 'breaks' | 'recurring' | 'forecasts' | 'concurrency';
export const ACT_KINDS: readonly ActKind[] = ['catalogue', 'breaks', 'recurring', 'forecasts', 'concurrency'];

/** Something that was done, by whom, and why. It is kept for the audit alone: what it did is kept by whoever did it. */
export interface Act {
  readonly kind: ActKind;
  readonly id: string;
  /** A word for the audit: `reload`, `announce`, `cancel`, … */
  readonly action: string;
  /** The name of the token. */
  readonly actor: string;
  readonly reason: string | null;
  /** What it was done to as it was; null: there was none. */
  readonly before: object | null;
  readonly after: object | null;
}

export interface ActEntry extends Act {
  readonly seq: number;
  readonly atMs: WallMs;
}

/** What the journal keeps and the audit shows, in one order. */
export type AuditEntry = ChangeEntry | ActEntry;

export const isChange = (entry: AuditEntry): entry is ChangeEntry => 'change' in entry;

/** Keeps changes in order. One that `append` has answered for is there after a crash, whole. */
export interface ChangeStore {
  /** All that was kept, from the first. Called once, before `append`. */
  replay(): Promise<readonly AuditEntry[]>;
  /** @throws Error where it cannot be kept; then nothing of it is. */
  append(entry: AuditEntry): Promise<void>;
  close(): Promise<void>;
}

/** Changes that live as long as the process. */
export const createMemoryStore = (): ChangeStore => ({
  replay: async () => [],
  append: async () => {},
  close: async () => {},
});
