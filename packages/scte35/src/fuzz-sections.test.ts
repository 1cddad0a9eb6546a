import { describe, expect, it } from 'vitest';
import { fuzzSections } from './fuzz-sections.js';

describe('mutated sections', () => {
  it('20 000 of them: nothing throws, each in bounded time, and what is CRC-valid comes back byte for byte', () => {
    const report = fuzzSections(20_000, 35, () => performance.now());
    expect(report).toMatchObject({ throws: [], changed: [] });
    // Both ways through are walked.
    expect(report.decoded).toBeGreaterThan(5_000);
    expect(report.refused).toBeGreaterThan(5_000);
    expect(report.sameBytes).toBeGreaterThan(2_000);
    expect(report.slowestMs).toBeLessThan(500);
  }, 60_000);
});
