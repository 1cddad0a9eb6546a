import type { ErrorName, Pod, TrackingEvent } from '@cutaway/model';
import type { EntryOutcome } from '../telemetry/session-ledger.js';
import { Counter, Histogram, Registry } from 'prom-client';

/** What became of a decision request. `refused`: it could not be read. */
export type DecisionOutcome = 'filled' | 'unfilled' | 'failed' | 'refused';
export type SsaiKind = 'main' | 'media' | 'segment' | 'decision';
export type SsaiOutcome = 'stitched' | 'passed' | 'failed';

/** The service's own counters, one registry for each service: two services in one process do not mix. */
export interface Metrics {
  decided(outcome: DecisionOutcome, tookMs: number, pod: Pod | null, offeredMs: number | null): void;
  beaconHeard(event: TrackingEvent, party: string, isDuplicate: boolean): void;
  ssaiAnswered(kind: SsaiKind, outcome: SsaiOutcome): void;
  /** An ad was chosen for a stitched break and could not be shown. */
  adLeftOut(error: ErrorName): void;
  /** Entries of a ledger came. */
  ledgerHeard(outcomes: readonly EntryOutcome[], gapsOpened: number): void;
  /** Prometheus text format 0.0.4. */
  expose(): Promise<string>;
}

export function createMetrics(): Metrics {
  const registers = [new Registry()];
  const decisions = new Histogram({
    name: 'cutaway_decision_seconds',
    help: 'Time to answer a decision request, by outcome',
    labelNames: ['outcome'],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    registers,
  });
  const requests = counter('cutaway_decision_requests_total', 'Decision requests, by outcome', ['outcome']);
  const podAds = new Histogram({
    name: 'cutaway_pod_ads',
    help: 'Ads in an answered pod',
    buckets: [0, 1, 2, 3, 4, 6, 8, 12],
    registers,
  });
  const filled = counter('cutaway_pod_filled_ms_total', 'Break time that pods filled, in milliseconds', []);
  const unfilled = counter('cutaway_pod_unfilled_ms_total', 'Break time offered and not filled, in milliseconds', []);
  const beacons = counter('cutaway_beacons_total', 'Beacons heard for the first time', ['event', 'party']);
  const duplicates = counter('cutaway_beacon_duplicates_total', 'Beacons heard again', ['event', 'party']);
  const ssai = counter('cutaway_ssai_requests_total', 'Server-side insertion requests', ['kind', 'outcome']);
  const leftOut = counter('cutaway_ssai_ads_left_out_total', 'Ads chosen for a stitched break and not shown', [
    'error',
  ]);

  const ledger = counter('cutaway_ledger_entries_total', 'Ledger entries heard, by outcome', ['outcome']);
  const gaps = counter(
    'cutaway_ledger_gaps_total',
    'Gaps seen in ledgers; one that is filled later is counted too',
    [],
  );

  function counter(name: string, help: string, labelNames: readonly string[]) {
    return new Counter({ name, help, labelNames: [...labelNames], registers });
  }

  return {
    decided(outcome, tookMs, pod, offeredMs) {
      requests.inc({ outcome });
      decisions.observe({ outcome }, tookMs / 1000);
      if (pod === null) return;
      const filledMs = pod.ads.reduce((sum, ad) => sum + ad.durationMs, 0);
      podAds.observe(pod.ads.length);
      filled.inc(filledMs);
      unfilled.inc(Math.max(0, (offeredMs ?? filledMs) - filledMs));
    },
    beaconHeard(event, party, isDuplicate) {
      (isDuplicate ? duplicates : beacons).inc({ event, party });
    },
    ssaiAnswered(kind, outcome) {
      ssai.inc({ kind, outcome });
    },
    adLeftOut(error) {
      leftOut.inc({ error });
    },
    ledgerHeard(outcomes, gapsOpened) {
      for (const outcome of outcomes) ledger.inc({ outcome });
      gaps.inc(gapsOpened);
    },
    expose: () => registers[0]!.metrics(),
  };
}
