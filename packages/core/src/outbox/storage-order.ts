import type { StoredEntries } from '../ports.js';

/** What the session wants of its storage. */
export type StorageOrder =
  /** Write down what the outbox holds now. */
  | { readonly do: 'save'; readonly key: string }
  | { readonly do: 'look' }
  | { readonly do: 'take'; readonly from: string; readonly text: string | null; readonly to: string }
  | { readonly do: 'remove'; readonly key: string };

/** What the storage answered. */
export type StorageSaid =
  | { readonly is: 'entries'; readonly entries: StoredEntries }
  | { readonly is: 'taken'; readonly order: Extract<StorageOrder, { do: 'take' }>; readonly isOurs: boolean };
