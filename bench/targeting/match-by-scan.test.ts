import { describe, expect, it } from 'vitest';
import { indexCatalogue } from '../../packages/decisioning/src/eligibility/targeting/index-catalogue.js';
import { createScan } from './match-by-scan.js';
import { anyAsk, anyCatalogue, createDice } from './seeded-catalogue.js';

const OPENING = { kind: 'linear', atMs: Date.parse('2026-11-26T20:00:00Z') } as const;

describe('createScan (what the index is measured beside)', () => {
  it('finds what the index finds among 2,000 line items, for asks that many match and few', () => {
    const dice = createDice(6);
    const catalogue = anyCatalogue(2000, dice);
    const scan = createScan(catalogue, 'default');
    const index = indexCatalogue(catalogue);
    const counts = Array.from({ length: 10 }, () => {
      const ask = anyAsk(dice);
      const scanned = scan(ask, OPENING);
      expect(index.match(ask, OPENING)).toEqual(scanned);
      return scanned.length;
    });
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(Math.max(...counts)).toBeLessThan(1000);
  });
});
