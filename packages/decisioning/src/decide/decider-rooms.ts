import type { BreakHint, DecisionReply, DecisionRequest, Explanation, WallMs } from '@cutaway/model';
import type { Limiter } from '../admission/limiter.js';
import type { TokenKeys } from '../beacons/token-keys.js';
import type { Collector } from '../beacons/collector.js';
import type { CompiledCap } from '../caps/compiled-cap.js';
import type { Catalogue, LineItem } from '../catalogue/catalogue.js';
import type { Ask } from '../eligibility/facts.js';
import type { SellableCreative } from '../eligibility/targeting/blocks.js';
import type { DecisionRecord } from '../events/event-record.js';
import type { Timer } from '../live/answer-within.js';
import type { Tracing } from '../ops/tracing.js';
import type { PodCandidate, PodRules, PodSolution } from '../pod/pod-candidate.js';
import type { DecisionLog } from '../replay/open-decision-log.js';
import type { CohortRoom } from './create-cohort-room.js';
import type { BidQuestion, FullDecision } from './decide-full.js';
import type { Asker } from './decider.js';
import type { DecisionNews } from './decision-news.js';
import type { ItemChecks } from './offer-items.js';
import type { Offers } from './offer.js';
import type { Promises } from './promise-pod.js';
import type { ScoreOffers } from './score-offers.js';
import type { StreamBreak, StreamMemory } from './stream-memory.js';

/** What a decider is made of: each room of the service does its part. */
export interface DeciderRooms {
  catalogue(): Catalogue;
  askOf(request: DecisionRequest, asker: Asker, catalogue: Catalogue): Ask;
  match(ask: Ask, kind: LineItem['kind']): readonly LineItem[];
  sellable(item: LineItem, publisherId: string): readonly SellableCreative[];
  /** Why others do not match. */
  passedOver(ask: Ask, kind: LineItem['kind']): readonly Explanation[];
  checks(ask: Ask, shown: readonly StreamBreak[]): Promise<ItemChecks>;
  /** null: there are no bidders. */
  bids(): ((question: BidQuestion, asker: Asker) => Promise<Offers>) | null;
  /** What a model says that offers are worth; left out: there is none. */
  readonly score?: ScoreOffers;
  solve(candidates: readonly PodCandidate[], rules: PodRules): PodSolution;
  /** What is answered with is promised to the viewer until it is shown. Left out: nobody counts it. */
  promises?(ask: Ask, request: DecisionRequest): Promises;
  /** Takes an ad out of its budgets, for a pod that is answered with, now or for a break to come. False: another pod was faster. */
  take(lineItemId: string, atMs: WallMs, hint?: BreakHint): boolean;
  /** It was taken, for a pod that is not answered with. */
  untake(lineItem: Pick<LineItem, 'id' | 'priceCpm'>, atMs: WallMs, hint?: Pick<BreakHint, 'expiresAtMs'>): void;
  /** Breaks that are known ahead, and where to hear of more. Empty where the request names no channel. */
  ahead(request: DecisionRequest, asker: Asker): Pick<DecisionReply, 'hints' | 'plan'>;
  /** Keys of the caps that an ad counts for. */
  capKeysOf(lineItemId: string, creativeId: string): readonly string[];
  /** The caps themselves, for askers that count. Left out: there are none. */
  capsOf?(lineItemId: string, creativeId: string): readonly CompiledCap[];
  /** Those that a bid counts for, by whom it names. Left out: none. */
  capsOfBid?(bid: Pick<PodCandidate, 'advertisers' | 'categories'>): readonly CompiledCap[];
  /** Decisions for many at once. Left out: each viewer has one of his own, or a stopgap. */
  readonly cohorts?: CohortRoom;
  readonly keys: TokenKeys;
  readonly collector: Pick<Collector, 'decided'>;
  /** Some full decisions are written down there, to be replayed. Left out: none. */
  readonly decisions?: Pick<DecisionLog, 'takes' | 'write'>;
  /** Tells bidders what became of their bids; gives what is kept to tell them when they are billed, and to count it. Left out: nobody bids. */
  readonly settle?: (
    full: FullDecision,
    became: 'placed' | 'not-placed' | 'late',
  ) => Pick<DecisionRecord, 'billable' | 'device' | 'counted'>;
  readonly streams: StreamMemory;
  readonly limiter: Limiter;
  readonly timer: Timer;
  readonly tracing: Tracing;
  tell(news: DecisionNews): void;
}
