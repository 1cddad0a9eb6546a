import { describe, expect, it } from 'vitest';
import { ACCIDENTS, runKills } from './support/kill-run.js';

// A real session on the browser's own ports, a real profile, the real collector; the player is scripted and fast, since what is
// tried is delivery. `node bench/run.mjs kill` plays 200 breaks.
describe.each(['at-most-once', 'at-least-once'] as const)('a Chromium killed mid-break, %s', (policy) => {
  it('loses no beacon that was written down, and our collector counts each once', async () => {
    const result = await runKills({ policy, breaks: ACCIDENTS.length, seed: 7 });
    expect(result.ours.due, JSON.stringify(result)).toBeGreaterThan(20);
    expect(result.ours, JSON.stringify(result)).toMatchObject({ lost: 0, double: 0 });
    expect(result.causes).toEqual([]);
    if (policy === 'at-most-once') expect(result.thirdParty.rawDuplicates).toBe(0);
    else expect(result.thirdParty.lost).toBe(0);
  }, 110_000);
});
