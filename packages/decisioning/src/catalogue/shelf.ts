import type { Catalogue } from './catalogue.js';
import type { Act, ActKind, AuditEntry, ChangeOrder, RawRecord } from './changes/change.js';
import type { CatalogueError, CatalogueFault } from './faults.js';
import type { Kind } from './written/kinds.js';

/** Stops what was started. */
export type Undo = () => void;

/** A record as it was written, and by whom. */
export interface RecordView {
  readonly id: string;
  /** A hash of the record: changes when it does. */
  readonly version: string;
  /** A file and a place in it, or the API. */
  readonly from: string;
  readonly record: RawRecord;
}

/** A change and the terms on which it is made. */
export interface ChangeRequest extends ChangeOrder {
  /** Only if the record, or the catalogue, has one of these versions; null: whatever it is. */
  readonly ifVersion: readonly string[] | null;
  /** Only if there is no such record. */
  readonly ifNew: boolean;
  /** Says what would come of it, and does nothing. */
  readonly dryRun: boolean;
}

export type ChangeOutcome =
  /** `version` is the catalogue's; `record` null: it is gone. `seq` null: a dry run. */
  | { readonly type: 'done'; readonly version: string; readonly record: RecordView | null; readonly seq: number | null }
  | { readonly type: 'not-there' }
  /** The record is not as the asker thinks; `version` null: there is none. */
  | { readonly type: 'stale'; readonly version: string | null }
  | { readonly type: 'refused'; readonly because: 'record' | 'others'; readonly faults: readonly CatalogueFault[] }
  /** It could not be made to last, so it was not made. */
  | { readonly type: 'not-kept'; readonly reason: string };

export interface AuditQuery {
  readonly kind?: Kind | ActKind;
  readonly id?: string;
  readonly actor?: string;
  /** Only older than this one. */
  readonly beforeSeq?: number;
  readonly limit: number;
}

/** The one place where the catalogue is published: whoever asks has a whole snapshot, the same until the next is published. */
export interface CatalogueShelf {
  current(): Catalogue;
  /** Told after a new snapshot is current. */
  onPublish(listener: (catalogue: Catalogue) => void): Undo;
  /** Why what the files say now is not what is current; null: it is. */
  problem(): CatalogueError | null;
  /** Reads the files anew. A fault leaves everything as it is, and is answered. */
  reload(): Promise<CatalogueError | null>;
  /** By id. */
  records(kind: Kind): readonly RecordView[];
  record(kind: Kind, id: string): RecordView | null;
  /** Changes are made one by one. Once it is answered `done` it is published, and outlives the process. */
  change(request: ChangeRequest): Promise<ChangeOutcome>;
  /** Writes into the audit what was done beside the records. null: it outlives the process; else why it does not. */
  note(act: Act): Promise<string | null>;
  /** The newest first. */
  audit(query: AuditQuery): readonly AuditEntry[];
  /** Ends watching, waits for what is under way. */
  close(): Promise<void>;
}
