import type { WallMs } from '@cutaway/model';
import type { Catalogue } from '../catalogue/catalogue.js';
import { TIERS } from '../decide/offer-items.js';
import { createTagFetcher } from '../demand/call/fetch-tag.js';
import { createDemand } from '../demand/create-demand.js';
import type { Demand } from '../demand/demand.js';
import { isMatch } from '../eligibility/targeting/evaluate.js';
import type { Meters } from '../ops/meters.js';

const BREAKER_STATES = { closed: 0, 'half-open': 1, open: 2 } as const;

/** The bidders of a catalogue, with a fetcher for the wrappers in their bids, and what becomes of them in metrics. */
export function openDemand(catalogue: Catalogue, meters: Meters, nowMs: () => WallMs): Demand {
  const tags = createTagFetcher({ nowMs, chance: Math.random });
  const demand = createDemand({
    fetchTag: tags.fetch,
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
