import type { Catalogue, LineItem } from '../../packages/decisioning/src/catalogue/catalogue.js';
import type { Ask } from '../../packages/decisioning/src/eligibility/facts.js';
import { blockOf } from '../../packages/decisioning/src/eligibility/targeting/blocks.js';
import { isMatch } from '../../packages/decisioning/src/eligibility/targeting/evaluate.js';
import { isInFlight } from '../../packages/decisioning/src/eligibility/targeting/flight-mask.js';
import type { Opening } from '../../packages/decisioning/src/eligibility/targeting/opening.js';

/** One line item after the other, the cheap tests first: what is done without an index. */
export function matchByScan(catalogue: Catalogue, ask: Ask, { kind, atMs }: Opening): readonly LineItem[] {
  const publisher = catalogue.publishers.get(ask.publisherId);
  if (publisher === undefined)
    throw new Error(`Cannot scan: publisher ${ask.publisherId} is not known, expected a known one`);
  return catalogue.lineItems.filter(
    (lineItem) =>
      lineItem.status === 'live' &&
      lineItem.kind === kind &&
      isInFlight(lineItem, atMs) &&
      isMatch(lineItem.targeting, ask.facts) &&
      blockOf(lineItem, catalogue, publisher) === null,
  );
}
