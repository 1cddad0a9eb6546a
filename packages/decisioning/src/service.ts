import type { WallMs } from '@cutaway/model';
import { createDecider } from './answer/decide.js';
import { createBeaconLog } from './beacons/beacon-log.js';
import { loadCatalogue } from './catalogue/load-catalogue.js';
import { createApp } from './http/create-app.js';
import { createLedgerKeys, type MasterKey } from './telemetry/ledger-keys.js';
import { createLedgerLog } from './telemetry/ledger-log.js';
import { createMeters } from './ops/meters.js';
import { createMetrics } from './ops/metrics.js';
import { createReadiness } from './ops/readiness.js';
import { buildPod } from './pod/build-pod.js';
import { createSsaiDesk } from './ssai/ssai-desk.js';

/** Everything has a default: `startService({})` sells the demo ads on a free port of this machine. */
export interface ServiceOptions {
  /** 0 (the default): a free one. */
  readonly port?: number;
  /** 127.0.0.1 by default. */
  readonly host?: string;
  /** JSON file of line items; without it the demo ads of the test channel. */
  readonly catalogueFile?: string;
  /** The live channel's multivariant playlist, for `/ssai`. Without it those addresses answer 404. */
  readonly origin?: string;
  /** Completes relative media URLs of the catalogue; the origin of `origin` by default. */
  readonly mediaBase?: string;
  /** Asks each session for its ledger: decisions name `/v1/telemetry`. Default: only those that name it themselves send one. */
  readonly telemetry?: boolean;
  /** What session keys of ledgers are derived from: the same on every node. Default: a new one for each process. */
  readonly ledgerKey?: MasterKey;
  /** Writes a line for each request to stdout. */
  readonly log?: boolean;
  readonly nowMs?: () => WallMs;
}

/** A service that listens. */
export interface Service {
  /** `http://127.0.0.1:45123`, no slash at the end. */
  readonly url: string;
  /** Ends every connection and request; nothing is alive after it. */
  close(): Promise<void>;
}

/**
 * Starts the decisioning service.
 * @throws Error where the catalogue is wrong (it names the field) or the port is taken.
 */
export async function startService(options: ServiceOptions = {}): Promise<Service> {
  const mediaBase = options.mediaBase ?? (options.origin === undefined ? null : new URL(options.origin).origin);
  const catalogue = await loadCatalogue(options.catalogueFile ?? null, mediaBase);
  const nowMs = options.nowMs ?? (() => Date.now());
  const metrics = createMetrics();
  const meters = createMeters();
  const decider = createDecider({ catalogue, metrics, build: buildPod });
  const { origin } = options;
  const ssai =
    origin === undefined
      ? null
      : { desk: createSsaiDesk({ originUrl: origin, nowMs, decide: decider.decide, adLeftOut: metrics.adLeftOut }) };
  const ledgerKeys = createLedgerKeys(options.ledgerKey);
  const telemetry = { ledgerKeys, ledgers: createLedgerLog(ledgerKeys), asksTelemetry: options.telemetry ?? false };
  const readiness = createReadiness(meters.loopDelayMs);
  const rooms = { catalogue, metrics, decider, readiness, ...telemetry, beacons: createBeaconLog(), nowMs, ssai };
  const app = await createApp(rooms, { log: options.log ?? false });
  app.addHook('preClose', async () => {
    readiness.leave();
    ssai?.desk.close();
  });
  app.addHook('onClose', async () => meters.close());
  const url = await app.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
  return { url, close: () => app.close() };
}
