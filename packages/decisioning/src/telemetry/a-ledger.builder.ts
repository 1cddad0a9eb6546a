import { createHash, createHmac } from 'node:crypto';
import { ledgerText, type LedgerEntry, type LedgerKey, type TelemetryBatch } from '@cutaway/model';

/** A chain as a session writes it, beacon after beacon; with a key from the entry `signedFrom` on. */
export function aChain(length: number, { key = null as LedgerKey | null, signedFrom = 1, sessionId = 's' } = {}) {
  const entries: LedgerEntry[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const signer = key && seq >= signedFrom ? key : null;
    const prev = entries[seq - 2]?.hash ?? '';
    const entry = { seq, prev, event: 'start', key: `ad/0/start/${seq}`, atMs: 1000 + seq } as const;
    entries.push(hashed({ ...entry, keyId: signer?.keyId ?? null }, signer, sessionId));
  }
  return entries;
}

/** An entry with the hash that its content has. */
export function hashed(entry: Omit<LedgerEntry, 'hash'>, key: LedgerKey | null, sessionId = 's'): LedgerEntry {
  const maker = key ? createHmac('sha256', key.secret) : createHash('sha256');
  return { ...entry, hash: maker.update(ledgerText(sessionId, entry)).digest('hex') };
}

export function aBatch(entries: readonly LedgerEntry[], more: Partial<TelemetryBatch> = {}): TelemetryBatch {
  return { protocol: 1, sessionId: 's', automated: null, attestation: null, entries, ...more };
}
