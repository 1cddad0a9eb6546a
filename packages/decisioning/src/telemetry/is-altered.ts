import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { ledgerText, type LedgerEntry } from '@cutaway/model';

/** True where an entry's hash is not that of its content. `secret` null: it is a plain hash. */
export function isAltered(sessionId: string, entry: LedgerEntry, secret: string | null): boolean {
  const maker = secret === null ? createHash('sha256') : createHmac('sha256', secret);
  const expected = maker.update(ledgerText(sessionId, entry), 'utf8').digest();
  const told = Buffer.from(entry.hash, 'hex');
  return told.length !== expected.length || !timingSafeEqual(told, expected);
}
