import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MarkTable, type Marked } from './mark-table.js';

describe('a table of marks', () => {
  const half = fc.integer({ min: 0, max: 0xffffffff });
  const marked = fc.record({ kind: fc.integer({ min: 1, max: 255 }), untilMs: fc.double(), otherMs: fc.double() });

  it('gives back what was set last, as a Map does, also for halves that meet', () => {
    const low = fc.oneof(half, fc.constantFrom(0, 1024, 2048));
    fc.assert(
      fc.property(fc.array(fc.tuple(half, low, marked), { maxLength: 3000 }), (all) => {
        const table = new MarkTable();
        const map = new Map<string, Marked>();
        for (const [high, lower, what] of all) {
          table.set(high, lower, what);
          map.set(`${high} ${lower}`, what);
        }
        expect(table.size).toBe(map.size);
        for (const [high, lower] of all) expect(table.get(high, lower)).toEqual(map.get(`${high} ${lower}`));
      }),
      { numRuns: 50 },
    );
  });

  it('is empty after it was cleared', () => {
    const table = new MarkTable();
    for (let n = 1; n < 5000; n++) table.set(n, n, { kind: 1, untilMs: n, otherMs: 0 });
    table.clear();
    expect(table.size).toBe(0);
    expect(table.get(7, 7)).toBeUndefined();
  });
});
