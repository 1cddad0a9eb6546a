import type { Creative, Publisher } from '../catalogue.js';
import { show } from '../faults.js';
import type { Written } from '../written/written.js';
import { buildSale } from './build-sale.js';
import { completeMedia, convert, type BuildSite } from './site.js';

/** Whom a request belongs to that names no publisher. Always there; others have from it what they leave out. */
const DEFAULT_PUBLISHER = 'default';

const HOUSE: Publisher = {
  id: DEFAULT_PUBLISHER,
  blockedCategories: [],
  blockedDomains: [],
  blockedAttributes: [],
  floorCpm: 0,
  maxAds: 12,
  separation: { advertiser: 'pod', category: 'adjacent' },
  contingency: [],
  slate: [],
  // Enough to choose the fuller of two pods of about the same price, too little to give an ad away.
  fillBonusCpmPerSecond: 0.01,
};

export interface PublisherSite extends BuildSite {
  readonly creatives: ReadonlyMap<string, Creative>;
  /** Domains of advertisers that are paused: nobody may sell them, a bidder neither. */
  readonly pausedDomains: readonly string[];
}

/** What each publisher allows, the default's policy for what it leaves out. */
export function buildPublishers(
  written: ReadonlyMap<string, Written<'publishers'>>,
  site: PublisherSite,
): ReadonlyMap<string, Publisher> {
  const own = written.get(DEFAULT_PUBLISHER);
  const base = own === undefined ? HOUSE : complete(own, HOUSE, site);
  const all = [base, ...[...written.values()].filter((one) => one !== own).map((one) => complete(one, base, site))];
  return new Map(all.map((publisher) => [publisher.id, withoutPaused(publisher, site)]));
}

function complete({ record, origin }: Written<'publishers'>, base: Publisher, site: PublisherSite): Publisher {
  const { slate, floorCpm, fillBonusCpmPerSecond, currency, separation, ...written } = record;
  const { durfloors: _durfloors, mincpmpersec: _mincpmpersec, slots: _slots, ...plain } = written;
  const { sid: _sid, ...inherited } = base; // an account is one publisher's
  plain.contingency?.forEach((id, place) => {
    if (!site.creatives.has(id))
      site.refuse(origin, `contingency[${place}]`, `is ${show(id)}, expected a creative that is there`);
  });
  const toMoney = (amount: number | undefined, otherwise: number) =>
    amount === undefined ? otherwise : convert(amount, currency, origin, site);
  return {
    ...inherited,
    ...plain,
    ...buildSale(record, origin, site),
    blockedDomains: plain.blockedDomains?.map((domain) => domain.toLowerCase()) ?? base.blockedDomains,
    floorCpm: toMoney(floorCpm, base.floorCpm),
    fillBonusCpmPerSecond: toMoney(fillBonusCpmPerSecond, base.fillBonusCpmPerSecond),
    separation: { ...base.separation, ...separation },
    slate: slate === undefined ? base.slate : completeMedia(slate, 'slate', origin, site),
  };
}

const withoutPaused = (publisher: Publisher, { creatives, pausedDomains }: PublisherSite): Publisher => ({
  ...publisher,
  blockedDomains: [...new Set([...publisher.blockedDomains, ...pausedDomains])],
  contingency: publisher.contingency.filter((id) => creatives.get(id)?.readiness === 'ready'),
});
