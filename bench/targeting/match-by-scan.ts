import type { Catalogue, Expression, LineItem } from '../../packages/decisioning/src/catalogue/catalogue.js';
import type { Ask, Facts } from '../../packages/decisioning/src/eligibility/facts.js';
import { foldCase } from '../../packages/decisioning/src/eligibility/fold-case.js';
import { blockOf } from '../../packages/decisioning/src/eligibility/targeting/blocks.js';
import { isInFlight } from '../../packages/decisioning/src/eligibility/targeting/flight-mask.js';
import type { Opening } from '../../packages/decisioning/src/eligibility/targeting/opening.js';

type Test = (facts: Facts) => boolean;

/**
 * One line item after the other: what is done without an index. As good as a scan can be: what is paused or blocked is left out before,
 * and expressions are functions that look values up in sets.
 */
export function createScan(catalogue: Catalogue, publisherId: string): (ask: Ask, opening: Opening) => LineItem[] {
  const publisher = catalogue.publishers.get(publisherId);
  if (publisher === undefined)
    throw new Error(`Cannot scan: publisher ${publisherId} is not known, expected a known one`);
  const sellable = catalogue.lineItems
    .filter((lineItem) => lineItem.status === 'live' && blockOf(lineItem, catalogue, publisher) === null)
    .map((lineItem) => ({ lineItem, test: lineItem.targeting === null ? () => true : testOf(lineItem.targeting) }));
  return ({ facts }, { kind, atMs }) => {
    const found: LineItem[] = [];
    for (const { lineItem, test } of sellable) {
      if (lineItem.kind === kind && isInFlight(lineItem, atMs) && test(facts)) found.push(lineItem);
    }
    return found;
  };
}

function testOf(expression: Expression): Test {
  if ('not' in expression) {
    const inner = testOf(expression.not);
    return (facts) => !inner(facts);
  }
  if ('dimension' in expression) {
    const dimension = foldCase(expression.dimension);
    const values = new Set(expression.in.map(foldCase));
    return (facts) => facts.get(dimension)?.some((value) => values.has(value)) ?? false;
  }
  const parts = ('all' in expression ? expression.all : expression.any).map(testOf);
  return 'all' in expression
    ? (facts) => parts.every((part) => part(facts))
    : (facts) => parts.some((part) => part(facts));
}
