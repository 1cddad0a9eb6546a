import type { LedgerEntry } from '@cutaway/model';
import type { Ledger } from './ledger.js';
import { utf8 } from './utf8.js';

/** Browsers refuse more than 64 KiB of bodies that outlive their page (Fetch §4.6, Beacon §3.2); the rest is for the frame of a batch. */
const BATCH_BYTES = 56 * 1024;

/** Takes all that waits, in batches that each fit a body. Nothing waits: no batch. */
export function takeBatches(ledger: Ledger): { readonly ledger: Ledger; readonly batches: Ledger['sent'] } {
  const batches: LedgerEntry[][] = [];
  let bytes = Infinity;
  for (const entry of ledger.waiting) {
    const size = utf8(JSON.stringify(entry)).length + 1;
    bytes += size;
    if (bytes > BATCH_BYTES) {
      batches.push([]);
      bytes = size;
    }
    batches[batches.length - 1]?.push(entry);
  }
  return { ledger: { ...ledger, waiting: [], sent: [...ledger.sent, ...batches] }, batches };
}

/** A batch, named by its first number, arrived and is forgotten, or did not and goes with the next ones. */
export function settleBatch(ledger: Ledger, first: number, arrived: boolean): Ledger {
  const batch = ledger.sent.find(([entry]) => entry?.seq === first) ?? [];
  const sent = ledger.sent.filter((other) => other !== batch);
  if (arrived) return { ...ledger, sent };
  const waiting = [...batch, ...ledger.waiting].sort((a, b) => a.seq - b.seq);
  return { ...ledger, sent, waiting };
}
