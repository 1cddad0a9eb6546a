/** One entry of the journal. `text` null: the entry was taken or removed, so that an older copy of it elsewhere is no entry. */
export interface JournalRow {
  readonly n: number;
  readonly text: string | null;
  readonly atMs: number;
}

/** IndexedDB as a list of rows. Every call may fail; nothing is lost by that but the surety. */
export interface Journal {
  put(key: string, row: JournalRow): Promise<void>;
  rows(): Promise<ReadonlyMap<string, JournalRow>>;
  /** In one transaction: gives the row to `decide`, and puts what it answers. */
  change(
    key: string,
    decide: (row: JournalRow | undefined) => ReadonlyMap<string, JournalRow> | null,
  ): Promise<boolean>;
  drop(key: string): Promise<void>;
}

const STORE = 'outbox';

/**
 * @param onClosed where the browser closes it: its files were cleared, or broke. Nothing of it works any more then.
 * @returns null where there is no IndexedDB, or it cannot be opened.
 */
export function openJournal(onClosed: () => void): Promise<Journal | null> {
  return new Promise((open) => {
    try {
      const asking = indexedDB.open('cutaway', 1);
      asking.onupgradeneeded = () => asking.result.createObjectStore(STORE);
      asking.onsuccess = () => {
        asking.result.onclose = onClosed;
        open(journalOf(asking.result));
      };
      asking.onerror = asking.onblocked = () => open(null);
    } catch {
      open(null);
    }
  });
}

function journalOf(base: IDBDatabase): Journal {
  /** Runs requests in a transaction; done once it is on the disk. */
  function inside<Result>(run: (store: IDBObjectStore) => () => Result): Promise<Result> {
    return new Promise((done, fail) => {
      // `strict`: through a power cut, and not only through the end of the process.
      const transaction = base.transaction(STORE, 'readwrite', { durability: 'strict' });
      const result = run(transaction.objectStore(STORE));
      transaction.oncomplete = () => done(result());
      transaction.onabort = transaction.onerror = () => fail(transaction.error ?? new Error('aborted'));
    });
  }
  return {
    put: (key, row) => inside((store) => (store.put(row, key), () => undefined)),
    drop: (key) => inside((store) => (store.delete(key), () => undefined)),
    rows: () =>
      inside((store) => {
        const keys = store.getAllKeys() as IDBRequest<string[]>;
        const rows = store.getAll() as IDBRequest<JournalRow[]>;
        return () => new Map(rows.result.map((row, n) => [keys.result[n] ?? '', row]));
      }),
    change: (key, decide) =>
      inside((store) => {
        let changes: ReadonlyMap<string, JournalRow> | null = null;
        const asking = store.get(key) as IDBRequest<JournalRow | undefined>;
        asking.onsuccess = () => {
          changes = decide(asking.result);
          changes?.forEach((row, to) => store.put(row, to));
        };
        return () => changes !== null;
      }),
  };
}
