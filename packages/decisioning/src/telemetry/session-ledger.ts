import type { LedgerEntry, TelemetryBatch } from '@cutaway/model';
import { isAltered } from './is-altered.js';
import { judgeChain, type KeptEntry, type Verdict } from './verdict.js';

/** What became of one entry that came. `refused`: its session has as many as are kept. */
export type EntryOutcome = 'new' | 'duplicate' | 'altered' | 'forked' | 'unverified' | 'refused';

/** What is known of one session. */
export interface LedgerReport extends Verdict {
  readonly sessionId: string;
  /** Entries that came again as they were. */
  readonly duplicates: number;
  /** What the last batch said of the device; null: it did not. */
  readonly automated: boolean | null;
  /** Whether the last batch had an attestation. What it is worth is for who issued it to say. */
  readonly attested: boolean;
}

export interface SessionLedger {
  /** Takes a batch. @returns what became of each entry, and how many gaps it opened. */
  hear(batch: TelemetryBatch): { readonly outcomes: readonly EntryOutcome[]; readonly gapsOpened: number };
  report(): LedgerReport;
}

/** Entries of one session that are kept: more than a day of ads has. */
const MAX_ENTRIES = 5000;

/** The ledger of one session as it comes in: in any order, more than once, in pieces. */
export function createSessionLedger(
  sessionId: string,
  secretOf: (sessionId: string, keyId: string) => string | null,
): SessionLedger {
  const kept = new Map<number, KeptEntry>();
  const turnedAway = { altered: new Set<number>(), forked: new Set<number>() };
  let duplicates = 0;
  let highest = 0;
  let device: Pick<LedgerReport, 'automated' | 'attested'> = { automated: null, attested: false };

  function take(entry: LedgerEntry): EntryOutcome {
    const { seq, prev, key, keyId } = entry;
    const secret = keyId === null ? null : secretOf(sessionId, keyId);
    const isKnown = keyId === null || secret !== null;
    if (isKnown && isAltered(sessionId, entry, secret)) return turnAway('altered', seq);
    const before = kept.get(seq);
    if (before?.hash === entry.hash && before.prev === prev) {
      duplicates += 1;
      return 'duplicate';
    }
    if (before) return turnAway('forked', seq);
    if (kept.size >= MAX_ENTRIES) return 'refused';
    kept.set(seq, { prev, key, hash: entry.hash, signed: isKnown ? keyId !== null : null });
    return isKnown ? 'new' : 'unverified';
  }

  function turnAway(as: 'altered' | 'forked', seq: number): EntryOutcome {
    if (turnedAway[as].size < MAX_ENTRIES) turnedAway[as].add(seq);
    return as;
  }

  return {
    hear({ entries, automated, attestation }) {
      device = { automated, attested: attestation !== null };
      let gapsOpened = 0;
      const outcomes = [...entries]
        .sort((a, b) => a.seq - b.seq)
        .map((entry) => {
          const outcome = take(entry);
          if (outcome === 'new' || outcome === 'unverified') {
            if (entry.seq > highest + 1) gapsOpened += 1;
            highest = Math.max(highest, entry.seq);
          }
          return outcome;
        });
      return { outcomes, gapsOpened };
    },
    report: () => ({ sessionId, ...judgeChain(kept, turnedAway), duplicates, ...device }),
  };
}
