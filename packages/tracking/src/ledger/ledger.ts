import { ledgerText, type Beacon, type LedgerEntry, type LedgerKey, type WallMs } from '@cutaway/model';
import { sign } from './sign.js';

/** Entries that nobody confirmed: the oldest go first, and the collector sees the gap. */
const ENTRIES_KEPT = 500;
/** Keys of beacons are far shorter; what a stranger's answer names so is cut. */
const KEY_CHARS = 512;

/** The ledger of one session. Plain JSON. */
export interface Ledger {
  readonly sessionId: string;
  readonly key: LedgerKey | null;
  /** The last entry's number and hash: what the next one is bound to. */
  readonly seq: number;
  readonly head: string;
  /** Not yet on their way, in order. */
  readonly waiting: readonly LedgerEntry[];
  /** On their way, batch by batch, each named by its first number. */
  readonly sent: readonly (readonly LedgerEntry[])[];
}

/** A ledger without entries. */
export function openLedger(sessionId: string): Ledger {
  return { sessionId, key: null, seq: 0, head: '', waiting: [], sent: [] };
}

/** Writes an event: its entry holds the hash of the one before, so that none can be left out, altered or moved unseen. */
export function appendEntry(ledger: Ledger, { event, key }: Pick<Beacon, 'event' | 'key'>, atMs: WallMs): Ledger {
  const { sessionId, key: signer, head: prev } = ledger;
  const seq = ledger.seq + 1;
  const keyId = signer?.keyId ?? null;
  const entry = { seq, prev, event, key: key.slice(0, KEY_CHARS), atMs: Math.round(atMs), keyId };
  const hash = sign(ledgerText(sessionId, entry), signer?.secret ?? null);
  const waiting = [...ledger.waiting, { ...entry, hash }].slice(-ENTRIES_KEPT);
  return { ...ledger, seq, head: hash, waiting };
}
