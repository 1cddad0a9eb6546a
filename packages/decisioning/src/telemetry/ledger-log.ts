import type { TelemetryBatch } from '@cutaway/model';
import type { LedgerKeys } from './ledger-keys.js';
import { createSessionLedger, type LedgerReport, type SessionLedger } from './session-ledger.js';

/** Entries kept in all sessions together: about 60 MB where a session has hundreds, up to 300 MB where each has one, since a session costs more. */
const MAX_ENTRIES = 200_000;

/** The collector's memory of ledgers: whole sessions are forgotten, the one that was silent for longest first. */
export interface LedgerLog {
  hear(batch: TelemetryBatch): ReturnType<SessionLedger['hear']>;
  /** null: nothing was heard of it, or it is forgotten. */
  report(sessionId: string): LedgerReport | null;
}

export function createLedgerLog({ secretOf }: Pick<LedgerKeys, 'secretOf'>, maxEntries = MAX_ENTRIES): LedgerLog {
  const sessions = new Map<string, { readonly ledger: SessionLedger; readonly entries: number }>();
  let total = 0;
  return {
    hear(batch) {
      const { sessionId } = batch;
      const before = sessions.get(sessionId) ?? { ledger: createSessionLedger(sessionId, secretOf), entries: 0 };
      const heard = before.ledger.hear(batch);
      // What was turned away is remembered too, and the batch itself costs something.
      const more = heard.outcomes.filter((outcome) => outcome !== 'duplicate' && outcome !== 'refused').length;
      sessions.delete(sessionId);
      sessions.set(sessionId, { ledger: before.ledger, entries: before.entries + more });
      total += more;
      for (const [oldest, { entries }] of sessions) {
        if (total <= maxEntries || oldest === sessionId) break;
        sessions.delete(oldest);
        total -= entries;
      }
      return heard;
    },
    report: (sessionId) => sessions.get(sessionId)?.ledger.report() ?? null,
  };
}
