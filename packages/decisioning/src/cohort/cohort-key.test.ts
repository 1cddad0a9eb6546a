import { describe, expect, it } from 'vitest';
import { anAsk } from './an-ask.builder.js';
import { cohortKeyOf, cohortOf, cohortShape } from './cohort-key.js';
import { hash64, unitHash } from './hash64.js';

const used = [
  { dimension: 'geo.country', values: ['DE', 'FR'] },
  { dimension: 'segment', values: ['p:cars', 'p:golf'] },
];
const keyOf = (facts: Readonly<Record<string, readonly string[]>>, parts = {}) =>
  cohortKeyOf(anAsk(facts, parts), used);

describe('cohortKeyOf', () => {
  it('is the same for viewers whom no live line item tells apart', () => {
    const one = keyOf({ 'geo.country': ['DE'], 'device.make': ['lg'], segment: ['p:cats', 'p:cars'] });
    expect(keyOf({ segment: ['p:cars'], 'geo.country': ['DE'], 'device.make': ['sony'] })).toBe(one);
    expect(keyOf({ 'geo.country': ['US'] })).toBe(keyOf({ 'geo.country': ['JP'] })); // neither is asked for
    expect(keyOf({ segment: ['p:golf', 'p:cars'] })).toBe(keyOf({ segment: ['p:cars', 'p:golf', 'p:cars'] }));
  });

  it('is another where one does, and for another publisher or consent', () => {
    const keys = [
      keyOf({ 'geo.country': ['DE'] }),
      keyOf({ 'geo.country': ['FR'] }),
      keyOf({ segment: ['p:cars'] }),
      keyOf({ segment: ['p:cars', 'p:golf'] }),
      keyOf({}),
      keyOf({}, { publisherId: 'other' }),
      keyOf({}, { consentClass: 'child' }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('does not depend on the order in which the index lists dimensions', () => {
    const ask = anAsk({ 'geo.country': ['DE'], segment: ['p:cars'] });
    expect(cohortKeyOf(ask, [...used].reverse())).toBe(cohortKeyOf(ask, used));
  });
});

describe('cohortOf', () => {
  it('holds what is true of all its viewers, and names what is not known for all', () => {
    const ask = anAsk({ 'geo.country': ['DE'], segment: ['p:cars', 'p:cats'] });
    const cohort = cohortOf(ask, cohortShape(used), ['segment']);
    expect([...cohort.facts]).toEqual([['geo.country', ['DE']]]);
    expect(cohort.dropped).toEqual(['segment']);
    // Not the cohort of those who have no segment: a `not segment` may be decided for them.
    expect(cohort.key).not.toBe(cohortOf(anAsk({ 'geo.country': ['DE'] }), cohortShape(used)).key);
  });
});

describe('hash64', () => {
  it('is 16 hex digits, and of 30,000 like texts no two are alike', () => {
    const hashes = Array.from({ length: 30_000 }, (_, n) => hash64(`["default","personalised",[["geo",["${n}"]]]]`));
    expect(new Set(hashes).size).toBe(30_000);
    expect(hashes.every((hash) => /^[0-9a-f]{16}$/.test(hash))).toBe(true);
    for (const half of [0, 8]) {
      expect(new Set(hashes.map((hash) => hash.slice(half, half + 8))).size).toBeGreaterThan(29_995); // 0.1 expected to meet
    }
  });

  it('gives viewers places that are spread evenly', () => {
    const inFirst = Array.from({ length: 20_000 }, (_, n) => unitHash(`tv-${n}/break`)).filter((place) => place < 0.3);
    expect(Math.abs(inFirst.length - 6000)).toBeLessThan(200); // three standard deviations
  });
});
