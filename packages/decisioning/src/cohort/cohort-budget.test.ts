import { describe, expect, it } from 'vitest';
import { anAsk } from './an-ask.builder.js';
import { createCohortBudget } from './cohort-budget.js';
import { cohortShape } from './cohort-key.js';

const cities = Array.from({ length: 200 }, (_, n) => `city-${n}`);
const shape = cohortShape([
  { dimension: 'geo.city', values: cities },
  { dimension: 'geo.country', values: ['DE', 'FR'] },
]);
const from = (city: string, country = 'DE') => anAsk({ 'geo.city': [city], 'geo.country': [country] });

describe('createCohortBudget', () => {
  it('tells askers apart as long as there is room', () => {
    const budget = createCohortBudget(shape, { maxCohorts: 20 });
    const keys = cities.slice(0, 10).map((city) => budget.assign(from(city)).key);
    expect(new Set(keys).size).toBe(10);
    expect(budget.assign(from('city-3')).key).toBe(keys[3]);
  });

  it('merges the rarest when there is none, and keeps the big ones whole', () => {
    const budget = createCohortBudget(shape, { maxCohorts: 10, dropOrder: ['geo.city'] });
    for (let round = 0; round < 200; round += 1) budget.assign(from('city-0'));
    for (const city of cities) budget.assign(from(city));
    expect(budget.size()).toBeLessThanOrEqual(10);
    expect(budget.assign(from('city-0')).dropped).toEqual([]);
    // Who is rare is decided with all of the country.
    const rare = cities.slice(1).map((city) => budget.assign(from(city)));
    const merged = rare.filter(({ dropped }) => dropped.length > 0);
    expect(merged.length).toBeGreaterThan(150);
    expect([...(merged.at(-1)?.facts.keys() ?? [])]).toEqual(['geo.country']);
  });

  it('gives the place of one that became rare to one that comes often now', () => {
    const budget = createCohortBudget(shape, { maxCohorts: 10, dropOrder: ['geo.city'] });
    for (const city of cities.slice(0, 9)) budget.assign(from(city));
    expect(budget.assign(from('city-99')).dropped).toEqual(['geo.city']);
    const dropped = Array.from({ length: 300 }, () => budget.assign(from('city-99')).dropped.length);
    expect(dropped.at(-1)).toBe(0);
  });

  it('never has more than it may, and one for all beside, whoever comes', () => {
    const budget = createCohortBudget(shape, { maxCohorts: 20 });
    for (let n = 0; n < 2000; n += 1) {
      budget.assign(from(`city-${(n * 7) % 200}`, n % 3 ? 'DE' : 'FR'));
      expect(budget.size()).toBeLessThanOrEqual(21);
    }
  });

  it('says which share of the askers a cohort has', () => {
    const budget = createCohortBudget(shape);
    const { key } = budget.assign(from('city-0'));
    for (let n = 0; n < 2; n += 1) budget.assign(from('city-1'));
    budget.assign(from('city-0'));
    expect(budget.shareOf(key)).toBe(0.5);
    expect(budget.shareOf('unheard')).toBe(0);
  });
});
