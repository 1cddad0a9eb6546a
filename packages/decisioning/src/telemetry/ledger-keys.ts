import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type { LedgerKey } from '@cutaway/model';

/** The service's own key. `id` goes over the wire; `secret` never does. Nodes that share one check each other's sessions. */
export interface MasterKey {
  readonly id: string;
  readonly secret: string;
}

/** What signs the ledger of each session: derived, so that nothing has to be kept. */
export interface LedgerKeys {
  keyOf(sessionId: string): LedgerKey;
  /** null: a key that this service did not hand out. */
  secretOf(sessionId: string, keyId: string): string | null;
}

/** Keys from one master key; without one from a new one, which ends with the process. */
export function createLedgerKeys(master: MasterKey = newMasterKey()): LedgerKeys {
  const secret = createSecretKey(master.secret, 'utf8'); // as text it would be read for each session
  const derive = (sessionId: string): string =>
    createHmac('sha256', secret).update(`ledger ${sessionId}`).digest('hex');
  return {
    keyOf: (sessionId) => ({ keyId: master.id, secret: derive(sessionId) }),
    secretOf: (sessionId, keyId) => (keyId === master.id ? derive(sessionId) : null),
  };
}

/** At random. */
export function newMasterKey(): MasterKey {
  return { id: randomBytes(4).toString('hex'), secret: randomBytes(32).toString('hex') };
}
