import { describe, expect, it } from 'vitest';
import { fuzzSections } from './fuzz-sections.js';

describe('mutated sections', () => {
  it('6 000 of them: nothing throws, and what is CRC-valid comes back byte for byte', () => {
    const report = fuzzSections(6_000, 35, () => 0);
    expect(report).toMatchObject({ throws: [], changed: [] });
    // Both ways through are walked.
    expect(report.decoded).toBeGreaterThan(1_500);
    expect(report.refused).toBeGreaterThan(1_500);
    expect(report.sameBytes).toBeGreaterThan(600);
  }, 60_000);
});
