import type { ErrorName } from '@cutaway/model';
import type { EntryOutcome } from '../telemetry/session-ledger.js';
import type { Meters } from './meters.js';

export type SsaiKind = 'main' | 'media' | 'segment' | 'decision';
/** `crowded`: content alone, since there is no room for another viewer. */
export type SsaiOutcome = 'stitched' | 'passed' | 'crowded' | 'failed';

/** What the routes count, in their words. */
export interface Metrics {
  /** A decision request could not be read: its `body`, `querystring`, or `none` of them was at fault alone. */
  refused(part: string): void;
  ssaiAnswered(kind: SsaiKind, outcome: SsaiOutcome): void;
  /** An ad was chosen for a stitched break and could not be shown. */
  adLeftOut(error: ErrorName): void;
  /** Entries of a ledger came. */
  ledgerHeard(outcomes: readonly EntryOutcome[], gapsOpened: number): void;
  /** Prometheus text format 0.0.4. */
  expose(): Promise<string>;
}

export function createMetrics(meters: Meters): Metrics {
  return {
    refused: (part) => meters.count('decision_refused_total', { part }),
    ssaiAnswered: (kind, outcome) => meters.count('ssai_requests_total', { kind, outcome }),
    adLeftOut: (error) => meters.count('ssai_ads_left_out_total', { error }),
    ledgerHeard(outcomes, gapsOpened) {
      for (const outcome of outcomes) meters.count('ledger_entries_total', { outcome });
      meters.count('ledger_gaps_total', {}, gapsOpened);
    },
    expose: () => meters.expose(),
  };
}
