import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fuzzDocuments } from './fuzz-documents.js';

const cases = new URL('../cases/', import.meta.url);
const samples = readdirSync(cases, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.xml'))
  .map((file) => readFileSync(new URL(file, cases), 'utf8'));

describe('mutated documents', () => {
  it('2,000 of them: nothing throws outside of the typed refusals, and what is read is plain', () => {
    const report = fuzzDocuments(samples, 2000, 43, () => performance.now());
    expect(report).toMatchObject({ throws: [], wrong: [] });
    // Both ways through are walked.
    expect(report.read).toBeGreaterThan(400);
    expect(report.refused).toBeGreaterThan(400);
    expect(report.brokenAds).toBeGreaterThan(30);
  }, 60_000);
});
