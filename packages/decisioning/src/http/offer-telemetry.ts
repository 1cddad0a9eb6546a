import type { DecisionReply } from '@cutaway/model';
import type { LedgerKeys } from '../telemetry/ledger-keys.js';

/** What a JSON answer says of the session's ledger. */
export interface TelemetryOffer {
  readonly ledgerKeys: LedgerKeys;
  /** Sessions that name no collector of their own are told this service's. */
  readonly asksTelemetry: boolean;
}

/** A decision with the key that signs its session's ledger, and where the ledger goes if the service asks for it. */
export function offerTelemetry(
  decision: DecisionReply,
  sessionId: string,
  baseUrl: string,
  { ledgerKeys, asksTelemetry }: TelemetryOffer,
): DecisionReply {
  const offered = Object.assign({}, decision, { ledger: ledgerKeys.keyOf(sessionId) });
  return asksTelemetry ? Object.assign(offered, { telemetry: { url: `${baseUrl}/v1/telemetry` } }) : offered;
}
