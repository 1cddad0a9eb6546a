import type { ChangeEntry } from './change.js';

/** An entry of a journal. */
export const anEntry = (seq: number, over: Partial<ChangeEntry> = {}): ChangeEntry => ({
  ...{ seq, atMs: 1_764_000_000_000 + seq, kind: 'lineItems', id: `li-${seq}`, change: { act: 'delete' } },
  ...{ action: 'delete', actor: 'ana', reason: 'Größe → ✓', before: { id: `li-${seq}` }, after: null },
  ...over,
});
