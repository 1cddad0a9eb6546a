import { TELEMETRY_PROTOCOL, type Beacon, type DecisionReply, type TelemetryBatch } from '@cutaway/model';
import { appendEntry, openLedger, settleBatch, takeBatches } from '@cutaway/tracking';
import type { TelemetryPurpose } from '../http-purpose.js';
import type { HttpReply } from '../ports.js';
import type { BreakRun } from '../run/break-run.js';
import { isBusy } from '../run/queue.js';
import { addCause, amend, request, type Turn } from '../turn.js';

const TELEMETRY_TIMEOUT_MS = 10_000;

/** What an answer says of the ledger: where it goes, unless the application has said so, and what signs it. */
export function hearTelemetry(turn: Turn, run: BreakRun, { telemetry, ledger: key }: DecisionReply): void {
  const { telemetryUrl, ledger, sessionId } = turn.state;
  if (telemetry && telemetryUrl === null) amend(turn, { telemetryUrl: telemetry.url });
  // An answer to a session before this one brings that one's key.
  if (key && run.askedAs === sessionId) amend(turn, { ledger: { ...(ledger ?? openLedger(sessionId)), key } });
}

/** Writes beacons that are due into the ledger. Those of a session before this one are not told in this one's. */
export function noteBeacons(turn: Turn, run: BreakRun, beacons: readonly Beacon[]): void {
  const { telemetryUrl, sessionId, nowMs } = turn.state;
  if (telemetryUrl === null || run.askedAs !== sessionId) return;
  for (const beacon of beacons)
    amend(turn, { ledger: appendEntry(turn.state.ledger ?? openLedger(sessionId), beacon, nowMs) });
}

/** Sends what the ledger holds: at the end of an ad, and where the page may end. */
export function sendTelemetry(turn: Turn): void {
  const { ledger: before, telemetryUrl: url, automated, attestation } = turn.state;
  if (!before || url === null) return;
  const { sessionId } = before;
  const { ledger, batches } = takeBatches(before);
  amend(turn, { ledger });
  for (const entries of batches) {
    const batch: TelemetryBatch = { protocol: TELEMETRY_PROTOCOL, sessionId, automated, attestation, entries };
    const purpose = { of: 'telemetry', sessionId, first: entries[0]?.seq ?? 0 } as const;
    const body = JSON.stringify(batch);
    request(turn, purpose, { url, method: 'POST', body, timeoutMs: TELEMETRY_TIMEOUT_MS, use: 'telemetry' });
  }
  if (batches.length > 0) turn.effects.push({ type: 'attest' });
}

/** A batch was answered. One that did not arrive goes with the next; one that the collector refuses would be refused again. */
export function onTelemetryReply(turn: Turn, { sessionId, first }: TelemetryPurpose, { status }: HttpReply): void {
  const { ledger } = turn.state;
  if (ledger?.sessionId !== sessionId) return;
  const isAnswered = status > 0 && !isBusy(status);
  if (status >= 300 && isAnswered) addCause(turn, null, 'TELEMETRY_REFUSED', `status ${status}`);
  amend(turn, { ledger: settleBatch(ledger, first, isAnswered) });
}
