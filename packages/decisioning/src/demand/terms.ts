import type { Bidder, Deal, Expression } from '../catalogue/catalogue.js';
import type { Facts } from '../eligibility/facts.js';

/** Under which terms is sold: a part of one catalogue snapshot. */
export interface Terms {
  readonly bidders: readonly Bidder[];
  readonly deals: ReadonlyMap<string, Deal>;
  /** ISO 4217: floors and values are in it. */
  readonly currency: string;
  /** One unit of a currency in units of `currency`. */
  readonly rates: Readonly<Record<string, number>>;
}

/** Who sells. */
export interface Seller {
  /** Domain of the system that sends the requests: `asi` of its node in the supply chain. */
  readonly domain: string;
  /** Tiers of the candidates, before which others may be served: lower first. */
  readonly tiers: { readonly guaranteed: number; readonly open: number };
  /** Whether a deal's targeting is met. */
  readonly matches: (targeting: Expression, facts: Facts) => boolean;
}

/** `amount` in the currency of the terms; null where no rate is known. */
export function toTerms({ currency, rates }: Terms, amount: number, from: string): number | null {
  if (from === currency) return amount;
  const rate = rates[from];
  return rate !== undefined && rate > 0 ? amount * rate : null;
}

/** An amount in the currency of the terms in another one; null where no rate is known. */
export function fromTerms({ currency, rates }: Terms, amount: number, to: string): number | null {
  if (to === currency) return amount;
  const rate = rates[to];
  return rate !== undefined && rate > 0 ? amount / rate : null;
}
