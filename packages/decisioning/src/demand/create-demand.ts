import type { Bidder } from '../catalogue/catalogue.js';
import { askBidder, without, type Part, type Round } from './ask-bidder.js';
import { createBidderLine, type BidderLine } from './call/bidder-line.js';
import { createHttpTransport } from './call/http-transport.js';
import { LEAST_PATIENCE_MS } from './call/patience.js';
import { THROTTLE_LIMITS } from './call/queue-throttle.js';
import type { Demand, DemandAnswer, DemandListener, DemandOptions } from './demand.js';
import { settleLots } from './response/settle-lots.js';
import type { Terms } from './terms.js';

/** Kept for reading what came last, so that the answer is ready by the deadline. */
const READING_MS = 5;

const NOTHING: DemandAnswer = { candidates: [], refused: [], outcomes: [] };

/**
 * The programmatic demand: bidders behind lines of their own, asked together.
 * @throws TypeError for a bidder whose URL is none
 */
export function createDemand(options: DemandOptions): Demand {
  const { seller, nowMs, fetchTag = null, after = runAfter } = options;
  const listener = quiet(options.listener ?? {});
  const lines = new Map<string, { readonly bidder: Bidder; readonly line: BidderLine }>();
  let terms: Terms = options;
  let isClosed = false;

  const open = (bidder: Bidder): BidderLine =>
    createBidderLine(bidder, {
      transport: (options.connect ?? ((url) => createHttpTransport(url, nowMs, options.transport)))(bidder.url),
      throttle: {
        mode: options.throttle?.mode ?? 'simulate',
        limits: options.throttle?.limits ?? THROTTLE_LIMITS,
      },
      leastPatienceMs: options.leastPatienceMs ?? LEAST_PATIENCE_MS,
      listener,
      nowMs,
    });
  const drop = (id: string): Promise<void> => {
    const known = lines.get(id);
    lines.delete(id);
    return known?.line.close() ?? Promise.resolve();
  };
  const adopt = (next: Terms): void => {
    terms = next;
    const wanted = new Map(next.bidders.filter(({ enabled }) => enabled).map((bidder) => [bidder.id, bidder]));
    for (const [id, { bidder }] of [...lines]) {
      const now = wanted.get(id);
      if (now === undefined || JSON.stringify(now) !== JSON.stringify(bidder)) void drop(id).catch(() => undefined);
    }
    for (const [id, bidder] of wanted) if (!lines.has(id)) lines.set(id, { bidder, line: open(bidder) });
  };
  adopt(options);

  return {
    async ask(question, ask, deadlineMs) {
      if (isClosed) return NOTHING;
      const startedMs = nowMs();
      const round: Round = { question, ask, terms, seller, fetchTag, nowMs, untilMs: deadlineMs - READING_MS };
      const asked = [...lines.values()].sort((a, b) => (a.bidder.id < b.bidder.id ? -1 : 1));
      try {
        const parts = await collect(asked, round, after);
        const told = asked.map(({ bidder }, i) => parts[i] ?? without(bidder, 'timeout', nowMs() - startedMs));
        return conclude(told, seller.tiers, listener);
      } catch (error) {
        const outcomes = asked.map(
          ({ bidder }) => without(bidder, 'failed', nowMs() - startedMs, String(error)).outcome,
        );
        return { ...NOTHING, outcomes };
      }
    },
    adopt,
    async close() {
      isClosed = true;
      await Promise.allSettled([...lines.keys()].map(drop));
    },
  };
}

/** All parts that come in time, each in its bidder's place; null where none came. */
async function collect(
  asked: readonly { readonly bidder: Bidder; readonly line: BidderLine }[],
  round: Round,
  after: (ms: number, run: () => void) => () => void,
): Promise<readonly (Part | null)[]> {
  const parts: (Part | null)[] = asked.map(() => null);
  const all = Promise.all(
    asked.map(async ({ bidder, line }, i) => {
      parts[i] = await askBidder(bidder, line, round).catch((error: unknown) =>
        without(bidder, 'failed', 0, String(error)),
      );
    }),
  );
  let undo = (): void => undefined;
  const late = new Promise<void>((resolve) => {
    undo = after(Math.max(0, round.untilMs - round.nowMs()), resolve);
  });
  await Promise.race([all, late]);
  undo();
  return [...parts];
}

function conclude(
  parts: readonly Part[],
  tiers: DemandOptions['seller']['tiers'],
  listener: Required<DemandListener>,
): DemandAnswer {
  const { candidates, refused } = settleLots(
    parts.flatMap(({ lots }) => lots),
    tiers,
  );
  const answer = {
    candidates,
    refused: [...parts.flatMap((part) => part.refused), ...refused],
    outcomes: parts.map(({ outcome }) => outcome),
  };
  for (const outcome of answer.outcomes) listener.onOutcome(outcome);
  for (const one of answer.refused) listener.onRefused(one);
  return answer;
}

function runAfter(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

/** A listener that cannot disturb: what it throws ends here. */
function quiet(listener: DemandListener): Required<DemandListener> {
  const safely = <Args extends unknown[]>(tell: ((...args: Args) => void) | undefined) => {
    return (...args: Args): void => {
      try {
        tell?.(...args);
      } catch {
        // A counter that fails is no reason to lose a bid.
      }
    };
  };
  return {
    onOutcome: safely(listener.onOutcome?.bind(listener)),
    onRefused: safely(listener.onRefused?.bind(listener)),
    onBreaker: safely(listener.onBreaker?.bind(listener)),
    onThrottle: safely(listener.onThrottle?.bind(listener)),
  };
}
