import { setTimeout as sleep } from 'node:timers/promises';
import type { Signal, WallMs } from '@cutaway/model';
import type { LimiterOptions } from './admission/limiter.js';
import type { TokenKey } from './beacons/token-keys.js';
import type { ThrottleMode } from './demand/demand.js';
import type { AskOptions } from './eligibility/read-ask.js';
import type { AdminTokens } from './http/admin-guard.js';
import type { TrustProxy } from './http/caller-address.js';
import { createApp } from './http/create-app.js';
import type { CollectorRoom } from './http/collector-routes.js';
import { createMediaProbe } from './catalogue/probe-media.js';
import { createMeters } from './ops/meters.js';
import { createMetrics } from './ops/metrics.js';
import { withoutUrls } from './ops/logger.js';
import { tellSeldom } from './ops/tell-seldom.js';
import { createReadiness } from './ops/readiness.js';
import { createPageFetch } from './wire/fetch-as-page.js';
import { endStalled } from './wire/end-stalled.js';
import { createFileFetch } from './wire/fetch-file.js';
import { checkFfmpeg, createLoudnessMeter } from './wire/measure-loudness.js';
import { createSsaiDesk } from './ssai/ssai-desk.js';
import { createLedgerKeys, type MasterKey } from './telemetry/ledger-keys.js';
import { createLedgerLog } from './telemetry/ledger-log.js';
import { isAdHost } from './wire/is-ad-host.js';
import { lockFolder } from './wire/lock-folder.js';
import { openKeys } from './wire/open-keys.js';
import { openNode, type DecisionNode } from './wire/open-node.js';
import type { ScoringOptions } from './wire/open-scoring.js';

/** Everything has a default: `startService({})` sells the demo ads on a free port of this machine. */
export interface ServiceOptions {
  /** 0 (the default): a free one. */
  readonly port?: number;
  /** 127.0.0.1 by default. */
  readonly host?: string;
  /** File or folder of the catalogue, YAML or JSON; without it the demo ads of the test channel. */
  readonly catalogueFile?: string;
  /** A folder of this process alone, for events, caps, budgets, plans and changes of the catalogue. Default: they end with it. */
  readonly dataDir?: string;
  /**
   * Events are kept so many days, in files and in a JetStream stream that is new: reports and invoices are made of them, and a start that
   * has no checkpoint reads them all. 35 by default: a month, and time to bill it. 2 at least, since tokens live for one.
   */
  readonly eventDays?: number;
  /** Share of full decisions that are written to `decisions` in `dataDir`, for `replayDecisions`: 0 to 1, 0.01 by default. */
  readonly decisionShare?: number;
  /** `redis://…`, of Redis 7 or Valkey: caps and budgets are shared there. Default: this process has its own. */
  readonly redis?: string;
  /** What Redis has not answered by then has failed, in milliseconds, and this node answers for it. Default 250. */
  readonly redisTimeoutMs?: number;
  /** `nats://…`: the event log is in JetStream. Default: in files. */
  readonly nats?: string;
  /** What pods and hints are signed with: the first signs, all are good. The same on every node. Default: one of this node's own, kept in `dataDir`. */
  readonly keys?: readonly TokenKey[];
  /** Who may administer, by name. Default: nobody, and `/admin` answers 403. */
  readonly adminTokens?: AdminTokens;
  /** How much is taken on at once, and what is shed first. */
  readonly admission?: Partial<LimiterOptions>;
  /**
   * Calls to a bidder that wait long for a connection say that it answers slower than it is asked: `enforce` holds a share of the further
   * ones back, `simulate` (the default) only counts them, `off` does not look.
   */
  readonly bidderThrottle?: ThrottleMode;
  /** Headers of a CDN that say where a viewer is, time zones, and what may be read without consent. Default: no header is believed. */
  readonly asks?: AskOptions;
  /**
   * Whose `X-Forwarded-For`, `-Proto` and `-Host` are believed: addresses and networks of the proxies in front. Viewers' addresses go to
   * bidders, and the collector tells callers apart by them. Default: nobody's.
   */
  readonly trustProxy?: TrustProxy;
  /**
   * Clients of one address that are billed for one pod that many share, 1 at least: whoever has its token can make up clients. 1,000 by
   * default; more where a carrier has more viewers behind one address.
   */
  readonly clientsPerAddress?: number;
  /** Viewers whom the stitched channel has at the same time; others are given its content without ads. 10,000 by default. */
  readonly stitchedSessions?: number;
  /** A model that scales what candidates are worth for a viewer. Default: they are worth their price. */
  readonly scoring?: ScoringOptions;
  /** Measures how loud creatives are, for their preflight. Left out: nothing does. */
  readonly ffmpeg?: string;
  /** Spans for OpenTelemetry, whose SDK the application sets up. */
  readonly tracing?: boolean;
  /** The live channel's multivariant playlist, for `/ssai`. Without it those addresses answer 404. */
  readonly origin?: string;
  /** The name of that channel, as players and break plans have it: its signals begin, move and end its planned breaks. */
  readonly channel?: string;
  /** Completes relative media URLs of the catalogue; the origin of `origin` by default. */
  readonly mediaBase?: string;
  /** Asks each session for its ledger: decisions name `/v1/telemetry`. Default: only those that name it themselves send one. */
  readonly telemetry?: boolean;
  /** What session keys of ledgers are derived from: the same on every node. Default: one of this node's own, kept in `dataDir`. */
  readonly ledgerKey?: MasterKey;
  /**
   * How long `close` says that the service is not ready before it stops listening, in milliseconds, so that balancers ask others by then.
   * Default 0.
   */
  readonly drainMs?: number;
  /** Writes a line for each request to stdout. */
  readonly log?: boolean;
  /**
   * Told in a sentence what is wrong while the service starts, and without `log` what breaks later, too: the same once a minute at most.
   * Default: a warning of the process.
   */
  readonly onWarning?: (text: string) => void;
  readonly nowMs?: () => WallMs;
}

/** Connections that wait to be accepted: Node takes in one in each turn of its loop, so a crowd that comes at once waits there. */
const BACKLOG = 4096;

/** Trackers that are called for viewers of the stitched channel have so long when all is answered: the time of one call. */
const LAST_CALLS_MS = 3000;

/** A service that listens. */
export interface Service {
  /** `http://127.0.0.1:45123`, no slash at the end. */
  readonly url: string;
  /** Once what is under way is answered, or after ten seconds, it ends every connection; nothing is alive after it. */
  close(): Promise<void>;
}

/**
 * Starts the decisioning service.
 * @throws Error where the catalogue is wrong (it names the field), the port is taken, another process has `dataDir`, or there is no such ffmpeg.
 */
export async function startService(options: ServiceOptions = {}): Promise<Service> {
  const unlock = options.dataDir === undefined ? async () => undefined : await lockFolder(options.dataDir);
  try {
    const { url, close } = await startOn(options);
    return { url, close: () => close().finally(unlock) };
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function startOn(options: ServiceOptions): Promise<Service> {
  const { origin, channel, admission, asks, scoring, ffmpeg, tracing = false, drainMs = 0 } = options;
  if (ffmpeg !== undefined) await checkFfmpeg(ffmpeg);
  const mediaBase = options.mediaBase ?? (origin === undefined ? null : new URL(origin).origin);
  const nowMs = options.nowMs ?? (() => Date.now());
  const meters = createMeters();
  const metrics = createMetrics(meters);
  const warn = options.onWarning ?? ((text: string): void => void process.emitWarning(text));
  let logFault = warn;
  const { keys, ledgerKey } = await openKeys({
    ...{ keys: options.keys, ledgerKey: options.ledgerKey, dataDir: options.dataDir ?? null },
    isShared: options.redis !== undefined || options.nats !== undefined,
    onWarning: (text) => logFault(text),
  });
  const node = await openNode({
    cataloguePaths: options.catalogueFile === undefined ? [] : [options.catalogueFile],
    ...{ dataDir: options.dataDir ?? null, redis: options.redis ?? null, nats: options.nats ?? null },
    ...{
      mediaBase,
      nowMs,
      tracing,
      meters,
      ...(options.redisTimeoutMs && { redisTimeoutMs: options.redisTimeoutMs }),
      keys,
      ...(admission && { admission }),
      ...(options.bidderThrottle && { bidderThrottle: options.bidderThrottle }),
      ...(asks && { asks }),
      ...(options.decisionShare !== undefined && { decisionShare: options.decisionShare }),
      ...(options.eventDays !== undefined && { eventDays: options.eventDays }),
      ...(options.clientsPerAddress !== undefined && { clientsPerAddress: options.clientsPerAddress }),
      ...(scoring && { scoring }),
    },
    onFault: (store, detail) => logFault(`Cannot use ${store}: ${detail}`),
  });
  const { lineItems, bidders } = node.shelf.current();
  if (lineItems.length + bidders.length === 0)
    logFault('Cannot sell anything: the catalogue has no line items and no bidders, expected some');
  const ssai =
    origin === undefined
      ? null
      : {
          desk: createSsaiDesk({
            ...{ originUrl: origin, nowMs, decide: node.decider.decide, adLeftOut: metrics.adLeftOut },
            isOurs: isAdHost(() => node.shelf.current(), [origin, mediaBase ?? origin]),
            ...(options.stitchedSessions !== undefined && { maxSessions: options.stitchedSessions }),
            ...(channel !== undefined && { channel: { name: channel, hear: hearIn(node, channel) } }),
          }),
        };
  const ledgerKeys = createLedgerKeys(ledgerKey);
  const telemetry = { ledgerKeys, ledgers: createLedgerLog(ledgerKeys), asksTelemetry: options.telemetry ?? false };
  const readiness = createReadiness(meters.loopDelayMs, node.stores);
  const onHeard: CollectorRoom['onHeard'] = (_event, _verdict, tookMs) =>
    meters.observe('beacon_commit_seconds', tookMs / 1000);
  const closing = new AbortController();
  const rooms = {
    ...node,
    onHeard,
    metrics,
    readiness,
    ...telemetry,
    nowMs,
    ssai,
    adminTokens: options.adminTokens ?? {},
    probe: createMediaProbe(
      { ...createPageFetch(closing.signal), ...createFileFetch(closing.signal) },
      ffmpeg === undefined ? null : createLoudnessMeter(ffmpeg, closing.signal),
    ),
  };
  const { log = false, trustProxy = false } = options;
  const warnSeldom = tellSeldom((text) => warn(withoutUrls(text)), { nowMs: () => performance.now() });
  const app = await createApp(rooms, { log, trustProxy, ...(!log && { onBroken: warnSeldom }) });
  logFault = log ? (text) => app.log.error(text) : warnSeldom;
  let isClosing = false;
  // A connection that is answered then is of no more use, and nothing is to wait until it is idle.
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close');
  });
  app.addHook('preClose', async () => {
    isClosing = true;
    readiness.leave();
    closing.abort();
    endStalled(app.server);
  });
  // What is under way is answered by then: playlists are still fetched for it, and trackers called.
  app.addHook('onClose', async () => {
    await Promise.race([ssai?.desk.told(), sleep(LAST_CALLS_MS, undefined, { ref: false })]);
    ssai?.desk.close();
    await node.close();
    meters.close();
  });
  app.server.on('connection', node.connected);
  const where = { port: options.port ?? 0, host: options.host ?? '127.0.0.1', backlog: BACKLOG };
  const url = await app.listen(where).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  meters.beginLoop();
  return {
    url,
    async close() {
      readiness.leave();
      if (drainMs > 0) await new Promise((resolve) => setTimeout(resolve, drainMs));
      await app.close();
    },
  };
}

/** What cannot be kept is told by the room itself. */
const hearIn =
  ({ live }: Pick<DecisionNode, 'live'>, channel: string) =>
  (signal: Signal): void =>
    void live.hear(channel, signal).catch(() => undefined);
