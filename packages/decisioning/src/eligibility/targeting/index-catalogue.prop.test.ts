import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expression, LineItem } from '../../catalogue/catalogue.js';
import { aCatalogue, aCreative, aLineItem, anAdvertiser, anAsk, aPublisher } from '../a-catalogue.builder.js';
import { isMatch, sayMismatch } from './evaluate.js';
import { indexCatalogue } from './index-catalogue.js';
import { toClauses } from './to-clauses.js';

const DIMENSIONS = ['geo.country', 'segment', 'Hour', 'custom.team'];
const VALUES = ['a', 'B', 'c', 'd'];

const { expression: anyExpression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record({
      dimension: fc.constantFrom(...DIMENSIONS),
      in: fc.array(fc.constantFrom(...VALUES), { maxLength: 3 }),
    }),
    fc.record({ all: fc.array(tie('expression'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('expression'), { maxLength: 4 }) }),
    fc.record({ not: tie('expression') }),
  ),
}));

const anyFacts = fc.dictionary(
  fc.constantFrom(...DIMENSIONS.map((name) => name.toLowerCase())),
  fc.uniqueArray(fc.constantFrom(...VALUES.map((value) => value.toLowerCase())), { maxLength: 3 }),
);

const anyTime = fc.integer({ min: 0, max: 20 });
const anyLineItem = fc.record<Partial<LineItem>>({
  kind: fc.constantFrom('linear', 'overlay'),
  status: fc.constantFrom('live', 'live', 'live', 'paused'),
  startsAt: fc.option(anyTime),
  endsAt: fc.option(anyTime),
  advertiserId: fc.constantFrom('acme', 'casino'),
  targeting: fc.option(anyExpression),
  creatives: fc.constantFrom(
    [{ id: 'film', weight: 1 }],
    [{ id: 'new', weight: 1 }],
    [{ id: 'beer', weight: 1 }],
    [
      { id: 'beer', weight: 1 },
      { id: 'banner', weight: 1 },
    ],
  ),
});

const PARTS = {
  creatives: [
    aCreative(),
    aCreative({ id: 'new', readiness: 'new' }),
    aCreative({ id: 'beer', categories: ['IAB8-5'] }),
    aCreative({ id: 'banner', kind: 'overlay' }),
  ],
  advertisers: [anAdvertiser(), anAdvertiser({ id: 'casino', domain: 'bet.casino.example', categories: ['IAB9-7'] })],
  publishers: [
    aPublisher(),
    aPublisher({ id: 'sober', blockedCategories: ['IAB8'] }),
    aPublisher({ id: 'strict', blockedDomains: ['casino.example'] }),
  ],
};

describe('indexCatalogue (any catalogue, any ask)', () => {
  it('matches what trying each line item by itself matches, and says why of all others', () => {
    fc.assert(
      fc.property(
        fc.array(anyLineItem, { maxLength: 40 }),
        fc.array(fc.tuple(anyFacts, fc.constantFrom('default', 'sober', 'strict', 'unheard-of'), anyTime), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.constantFrom('linear', 'overlay'),
        (parts, asks, kind) => {
          const lineItems = parts.map((part, at) => aLineItem({ ...part, id: `li-${at}` }));
          const index = indexCatalogue(aCatalogue({ ...PARTS, lineItems }));
          for (const [facts, publisherId, atMs] of asks) {
            const ask = anAsk(facts, { publisherId });
            const slowly = lineItems.filter(({ id }) => index.why(id, ask, { kind, atMs }) === null);
            expect(index.match(ask, { kind, atMs })).toEqual(slowly);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('says a mismatch exactly where an expression fails', () => {
    fc.assert(
      fc.property(anyExpression, anyFacts, (expression, facts) => {
        const known = anAsk(facts).facts;
        expect(sayMismatch(expression, known) === null).toBe(isMatch(expression, known));
      }),
    );
  });

  it('says the same in clauses as in the expression', () => {
    fc.assert(
      fc.property(anyExpression, anyFacts, (expression, facts) => {
        const clauses = toClauses(expression);
        fc.pre(clauses !== null);
        const isOneTrue = clauses.some((clause) =>
          clause.every(
            ({ dimension, values, isNegated }) =>
              values.some((value) => facts[dimension]?.includes(value) === true) !== isNegated,
          ),
        );
        expect(isOneTrue).toBe(isMatch(expression, anAsk(facts).facts));
      }),
    );
  });
});
