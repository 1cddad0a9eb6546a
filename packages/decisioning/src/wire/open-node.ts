import { randomUUID } from 'node:crypto';
import { checkLimiter, createLimiter, LIMITER_DEFAULTS, watchLoop } from '../admission/limiter.js';
import type { Limiter, LimiterOptions } from '../admission/limiter.js';
import { createTurnQueue } from '../admission/turn-queue.js';
import { createBeaconLog, type BeaconLog } from '../beacons/beacon-log.js';
import type { Collector } from '../beacons/collector.js';
import { createTokenKeys, type TokenKey } from '../beacons/token-keys.js';
import { keysOf } from '../caps/caps-for.js';
import { createCaps } from '../caps/create-caps.js';
import { openCatalogue } from '../catalogue/open-catalogue.js';
import type { CatalogueShelf } from '../catalogue/shelf.js';
import { prepareContingency } from '../decide/contingency.js';
import { createDecider } from '../decide/create-decider.js';
import type { DeciderRooms } from '../decide/decider-rooms.js';
import { createSharedDecider, type SharedDecider } from '../decide/create-shared-decider.js';
import type { Decider } from '../decide/decider.js';
import { checkItems } from '../decide/item-checks.js';
import { createStreamMemory } from '../decide/stream-memory.js';
import type { ThrottleMode } from '../demand/demand.js';
import { showsAt } from '../eligibility/facts.js';
import { createReadAsk, type AskOptions } from '../eligibility/read-ask.js';
import { openLiveRoom, type LiveRoom } from '../live/live-room.js';
import type { Note } from '../http/note-act.js';
import type { Meters } from '../ops/meters.js';
import type { StoreReport } from '../ops/store-report.js';
import { NO_TRACING, openTracing } from '../ops/tracing.js';
import { createPacing } from '../pacing/create-pacing.js';
import { knownPods } from '../pod/known-pods.js';
import { MOST_NODES, solvePod } from '../pod/solve-pod.js';
import type { EventFold } from '../reports/event-fold.js';
import { after } from './after.js';
import { aheadOf } from './ahead-of.js';
import { bidsFrom } from './bids-of.js';
import { everySecond } from './every-second.js';
import { watchSkew } from './clock-skew.js';
import { createGoneItems } from './gone-items.js';
import { openHoldAhead } from './open-hold-ahead.js';
import { countedBids } from './counted-bids.js';
import { judgeHints } from './judge-hints.js';
import { createLiveGauges } from './live-gauges.js';
import { meterCpu } from './meter-cpu.js';
import { viewOf } from './view-of.js';
import { faultOfNews, reportCatalogue } from './catalogue-news.js';
import { createClampedBreaks } from './clamped-breaks.js';
import { meterNews } from './meter-news.js';
import { placedIn } from './placed-in.js';
import { openBeacons } from './open-beacons.js';
import { createPaceBreaks, type PaceBreaks } from './pace-breaks.js';
import { passedOverIn } from './passed-over.js';
import { heldUntil } from './promise-terms.js';
import { createPromises } from './promises-of.js';
import { openNotices } from './open-notices.js';
import { isBidderHost } from './is-bidder-host.js';
import { openCohorts } from './open-cohorts.js';
import { openDecisions } from './open-decisions.js';
import { openDemand } from './open-demand.js';
import { openScoring, type ScoringOptions } from './open-scoring.js';
import { openStores, type StoreOptions } from './open-stores.js';

/** What one node is made of. */
export interface NodeOptions extends Omit<StoreOptions, 'onFault' | 'onState'> {
  readonly cataloguePaths: readonly string[];
  readonly mediaBase: string | null;
  /** The first signs, all are good. */
  readonly keys: readonly [TokenKey, ...TokenKey[]];
  readonly admission?: Partial<LimiterOptions>;
  /** Whether calls of a bidder to which others wait for a connection are held back, or only counted, which is the default. */
  readonly bidderThrottle?: ThrottleMode;
  /** Whose word is taken for where a viewer is, and what may be read without consent. */
  readonly asks?: AskOptions;
  /** Clients of one address that are billed for one pod that many share. Default 1000. */
  readonly clientsPerAddress?: number;
  /** What candidates are worth for a viewer. Left out: their price. */
  readonly scoring?: ScoringOptions;
  readonly tracing: boolean;
  /** Share of full decisions that are written down in `dataDir`, 0 to 1. Without a folder none is. */
  readonly decisionShare?: number;
  readonly meters: Meters;
  onFault(store: string, detail: string): void;
}

/** Everything that decides, counts and keeps, without a way to ask it. */
export interface DecisionNode {
  readonly decider: Decider;
  /** For caches: the same answer for all who ask in the same words. */
  readonly shared: SharedDecider;
  readonly limiter: Limiter;
  readonly collector: Collector;
  readonly fold: EventFold;
  readonly beacons: BeaconLog;
  readonly shelf: CatalogueShelf;
  readonly live: LiveRoom;
  readonly note: Note;
  /** How the stores and the catalogue are. */
  stores(): readonly StoreReport[];
  /** To be called for each connection that the server accepts. */
  connected(this: void): void;
  close(): Promise<void>;
}

/** How long the solver may take. */
const SOLVE_MS = 2;

/**
 * Opens a node: the catalogue, the stores, the collector on its log, and what decides over them.
 * @throws CatalogueError with all that is wrong in the files; Error where a store cannot be opened.
 */
export async function openNode(options: NodeOptions): Promise<DecisionNode> {
  const { nowMs, meters, mediaBase } = options;
  const onFault = (store: string, detail: string): void => {
    meters.count('store_errors_total', { store });
    options.onFault(store, detail);
  };
  const score = options.scoring && (await openScoring(options.scoring, meters));
  const stores = await openStores({
    ...options,
    onFault,
    onState: (store, fault) => meters.set('store_away', fault === null ? 0 : 1, { store }),
  });
  const limits = checkLimiter({ ...LIMITER_DEFAULTS, ...options.admission });
  const shelf = await openCatalogue({
    ...{ paths: options.cataloguePaths, mediaBase, stateFolder: stores.catalogueFolder, nowMs },
    tell(news) {
      const fault = faultOfNews(news);
      if (fault !== null) onFault('catalogue', fault);
    },
  }).catch(async (error: unknown) => {
    await stores.close(); // who starts nothing keeps nothing open
    throw error;
  });
  const readAsk = createReadAsk(options.asks);
  const keys = createTokenKeys(options.keys);
  const turns = createTurnQueue({ nowMs: () => performance.now(), afterTurn: (run) => void setImmediate(run) });
  const noteShed: Parameters<typeof createLimiter>[1] = (prio, simulated) =>
    meters.count(simulated ? 'shed_simulated_total' : 'shed_total', { prio, rung: 'full' });
  const limiter = createLimiter(limits, noteShed, turns);
  let view = viewOf(shelf.current());
  const caps = createCaps(stores.caps);
  const pacing = createPacing({ store: stores.budgets, node: randomUUID(), catalogue: view.catalogue });
  const isOurs = isBidderHost(() => shelf.current().bidders);
  const demand = openDemand(view.catalogue, {
    ...{ meters, nowMs, isOurs },
    ...(options.bidderThrottle && { throttle: { mode: options.bidderThrottle } }),
  });
  const decisions = openDecisions(options, (detail) => onFault('decisions', detail));
  const notices = openNotices({ log: stores.events, meters, nowMs, after, isOurs, onFault });
  const beacons = createBeaconLog();
  const promises = createPromises({ caps, compiled: () => view.compiled, onFault });
  const untake: DeciderRooms['untake'] = ({ id: lineItemId, priceCpm }, atMs, hint) =>
    pacing.giveBack({ lineItemId, priceCpm }, { nowMs: nowMs(), expiresAtMs: heldUntil(atMs, hint) });
  const hold = openHoldAhead({ nowMs, untake, promises, meters, onFault });
  const gone = createGoneItems();
  let paceBreaks: PaceBreaks | null = null;
  const { collector, fold } = await openBeacons(keys, stores.events, beacons, meters, {
    ...{ caps, pacing, notices, nowMs, onFault, checkpoints: stores.checkpoints },
    ...(options.clientsPerAddress !== undefined && { clientsPerAddress: options.clientsPerAddress }),
    onBilled(impression) {
      hold.shown(impression);
      paceBreaks?.shown(impression); // those of before the start are read before there are plans
    },
    placed: (impression) => placedIn(view, impression) ?? gone.placed(impression),
    capsOfKeys: (keys) => view.compiled.ofKeys(keys),
  });
  const clamped = createClampedBreaks({
    ...{ meters, paceOf: pacing.paceOf },
    itemIds: () => view.catalogue.lineItems.map(({ id }) => id),
  });
  const [{ secret }, ...earlier] = options.keys;
  const live = await openLiveRoom({
    ...{ secret, earlierSecrets: earlier.map((key) => key.secret) },
    onMoved(move) {
      hold.planMoved(move);
      clamped.planMoved(move);
      paceBreaks?.planMoved(move);
      prepareContingency(move.plan, view.catalogue);
    },
    ...{ nowMs, newId: randomUUID, store: stores.plans, onFault: (error) => onFault('plans', String(error)) },
  });
  paceBreaks = createPaceBreaks({ live, pacing, nowMs });
  paceBreaks.look(); // what was planned before a restart
  const unpublish = shelf.onPublish((catalogue) => {
    gone.publish(view, catalogue);
    view = viewOf(catalogue);
    pacing.publish(catalogue);
    clamped.published();
    demand.adopt(catalogue);
    for (const plan of live.plans()) prepareContingency(plan, catalogue);
  });
  meters.beforeExpose(() => meters.set('catalogue_faults', shelf.problem()?.faults.length ?? 0));
  const meter = meterNews(meters, nowMs);
  const bids = bidsFrom(
    demand,
    () => view,
    () => performance.now(),
  );
  const rooms: DeciderRooms = {
    ...(score && { score }),
    catalogue: () => view.catalogue,
    askOf: (request, { headers = {} }, { version }) =>
      readAsk(request, { headers, atMs: nowMs(), catalogueVersion: version }),
    match: (ask, kind) => view.index.match(ask, { kind, atMs: showsAt(ask) }),
    sellable: (item, publisherId) => view.index.creativesOf(item, publisherId),
    passedOver: (ask, kind) => passedOverIn(view, ask, kind),
    async checks(ask, shown) {
      await promises.takeBack(ask);
      const asked = { sessionId: ask.sessionId, breakId: ask.breakId, nowMs: ask.atMs };
      return checkItems(ask, shown, {
        ...{ caps, compiled: view.compiled },
        verdict: (id) => pacing.verdict(id, asked),
      });
    },
    promises: promises.of,
    bids: () => (view.catalogue.bidders.some(({ enabled }) => enabled) ? bids : null),
    solve: knownPods(
      (candidates, rules) => {
        const deadlineMs = performance.now() + SOLVE_MS;
        return solvePod(candidates, rules, { nodes: MOST_NODES, deadlineMs, nowMs: () => performance.now() });
      },
      (from) => meters.count('pods_solved_total', { from }),
    ),
    take: (id, atMs, hint) => pacing.take(id, { nowMs: atMs, expiresAtMs: heldUntil(atMs, hint) }) === 'ok',
    untake,
    ahead: (request, asker) => aheadOf(live, request, asker),
    capsOf: (item, creative) => view.compiled.of(item, creative),
    capsOfBid: (bid) => view.compiled.ofBid(bid),
    capKeysOf: (item, creative) => keysOf(view.compiled.of(item, creative)),
    settle(full, became) {
      const kept = notices.settle(full, became);
      const counted = became === 'placed' && full.auction ? countedBids(full, view.compiled) : [];
      return counted.length === 0 ? kept : { counted, ...kept };
    },
    ...{ keys, collector, limiter, ...(decisions && { decisions }) },
    streams: createStreamMemory(),
    timer: { nowMs: () => performance.now(), after },
    tracing: options.tracing ? await openTracing() : NO_TRACING,
    tell(news) {
      meter(news);
      hold.decided(news);
    },
  };
  const cohorts = openCohorts({
    view: () => view,
    pacing,
    live,
    meters,
    nowMs,
    keys,
    collector,
    solve: rooms.solve,
    score,
  });
  const uncohort = shelf.onPublish(({ version }) => cohorts.publish(version, view.index.dimensions()));
  const decider = meterCpu(
    judgeHints(createDecider({ ...rooms, cohorts }), {
      ...{ live, ahead: rooms.ahead },
      onVerdict: (verdict) => meters.count('prefetch_hints_total', { verdict }),
    }),
    meters,
  );
  const shared = createSharedDecider({ ...rooms, cohorts, tell: meter }); // a cache is no session
  const stops = [
    watchLoop(limiter, limits, meters.loopDelayMs),
    everySecond({
      ...{ pacing, live, meters, nowMs, onFault, catalogue: () => view.catalogue },
      others: [createLiveGauges({ live, meters, nowMs, sessionsOf: hold.sessionsOf }), hold.sweep, paceBreaks.look],
    }),
    unpublish,
    ...stores.clocks.map((clock) =>
      watchSkew(clock, { nowMs, after, set: (s, labels) => meters.set('clock_skew_seconds', s, labels) }),
    ),
    uncohort,
  ];
  return {
    ...{ decider, shared, limiter, collector, fold, beacons, shelf, live, connected: turns.connected },
    stores: () => [...stores.report(), reportCatalogue(shelf)],
    async note(act) {
      const fault = await shelf.note(act);
      if (fault !== null) onFault('audit', fault);
    },
    async close() {
      for (const stop of stops) stop();
      collector.close();
      await pacing.close(nowMs()).catch((error: unknown) => onFault('budgets', String(error)));
      await Promise.all([demand.close(), live.close(), shelf.close(), notices.close()]);
      await decisions?.close();
      await stores.close();
    },
  };
}
