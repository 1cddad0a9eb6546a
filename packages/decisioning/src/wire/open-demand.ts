import type { WallMs } from '@cutaway/model';
import type { Catalogue } from '../catalogue/catalogue.js';
import { TIERS } from '../decide/offer-items.js';
import { createTagFetcher } from '../demand/call/fetch-tag.js';
import type { IsOurs } from '../demand/call/open-agent.js';
import { createDemand } from '../demand/create-demand.js';
import type { Demand, DemandOptions } from '../demand/demand.js';
import { isMatch } from '../eligibility/targeting/evaluate.js';
import type { Meters } from '../ops/meters.js';

const BREAKER_STATES = { closed: 0, 'half-open': 1, open: 2 } as const;

export interface DemandRooms extends Pick<DemandOptions, 'throttle'> {
  readonly meters: Meters;
  readonly nowMs: () => WallMs;
  /** Whether a host that the tag of a bid names may lie in our own network. */
  readonly isOurs: IsOurs;
}

/** The bidders of a catalogue, with a fetcher for the wrappers in their bids, and what becomes of them in metrics. */
export function openDemand(catalogue: Catalogue, { meters, nowMs, isOurs, throttle }: DemandRooms): Demand {
  const tags = createTagFetcher({ nowMs, isOurs, chance: Math.random });
  const demand = createDemand({
    fetchTag: tags.fetch,
    ...(throttle && { throttle }),
    ...catalogue,
    seller: {
      domain: 'cutaway.local',
      tiers: { guaranteed: TIERS.guaranteed, open: TIERS['price-priority'] },
      matches: isMatch,
    },
    nowMs: () => performance.now(),
    listener: {
      onOutcome({ bidderId: bidder, outcome, ms }) {
        meters.count('bidder_outcome_total', { bidder, outcome });
        if (ms > 0) meters.observe('bidder_seconds', ms / 1000, { bidder });
      },
      onThrottle: (bidder, isSimulated) =>
        meters.count('bidder_throttled_total', { bidder, mode: isSimulated ? 'simulate' : 'enforce' }),
      onBreaker: (bidder, phase) => meters.set('breaker_state', BREAKER_STATES[phase], { bidder }),
    },
  });
  return {
    ...demand,
    async close() {
      await Promise.all([demand.close(), tags.close()]);
    },
  };
}
