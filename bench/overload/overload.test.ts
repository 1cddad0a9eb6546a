import { describe, expect, it } from 'vitest';
import { fullPerSecond } from './find-saturation.js';
import { runOverload } from './run-overload.js';

describe('full decisions a second', () => {
  it('are counted of more requests than a call takes arguments', () => {
    const sent = Array.from({ length: 300_000 }, (_none, n) => ({
      dueMs: n / 10,
      ms: 0,
      rung: n % 2 ? 'full' : 'cohort',
    }));
    expect(fullPerSecond(sent as never)).toBeCloseTo(5000, 0);
  });
});

// A server of its own, which a busy machine starves: what holds the second time was load. How fast it is, is not asked.
describe('twice as many decisions as the service can make', { timeout: 120_000, retry: 1 }, () => {
  it('are all answered with something to play, in full or by a lower rung', async () => {
    const { rows, saturation } = await runOverload({
      firstRate: 20,
      searchSeconds: 0.5,
      seconds: 1,
      connections: 200,
      afterSeconds: 1,
    });
    expect(saturation).toBeGreaterThan(0);
    expect(rows.map(({ part, priority }) => `${part} ${priority}`)).toHaveLength(9);
    for (const row of rows) expect(row).toMatchObject({ answered: 1, valid: 1 });
    // Why the others are less, load or a deadline that a busy machine missed, is not asked here: `node bench/run.mjs overload` tells.
    expect(rows.filter(({ full }) => full > 0).length).toBeGreaterThan(0);
  });
});
