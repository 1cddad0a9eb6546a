import { describe, expect, it } from 'vitest';
import { compareCpu } from './compare-cpu.js';
import { killCollector } from './kill-collector.js';
import { replayBeacons } from './replay-beacons.js';

// Servers of their own are started: a busy machine takes long for that.
describe('the collector of beacons', { timeout: 120_000 }, () => {
  it('loses nothing that it acknowledged when its process is killed in the middle of a burst, and bills each viewer once', async () => {
    const run = await killCollector({ kills: 1, viewers: 300, checkpoints: false });
    expect(run).toMatchObject({ kills: 1, sent: 300, lost: 0, billed: 300 });
    expect(run.acknowledged).toBeGreaterThanOrEqual(150); // it was killed when half of them were answered
  });

  it('does so too when it is killed while it writes checkpoints, of which each start reads one', async () => {
    const run = await killCollector({ kills: 4, viewers: 1000, checkpoints: true });
    expect(run).toMatchObject({ sent: 4000, lost: 0, billed: 4000 });
    expect(run.read).toBeLessThan(run.kept);
  });

  it('bills every placing once when every beacon comes three times in random order over 24 hours, with restarts', async () => {
    const run = await replayBeacons({ pods: 20, restarts: 2, seed: 7 });
    expect(run).toEqual({ beacons: 1440, restarts: 2, expected: 80, billed: 80, distinct: 80 });
  });

  it('is measured with beacons that it accepts', async () => {
    const run = await compareCpu({ rounds: 1, pods: 5, connections: 16 });
    expect(run.verdicts).toEqual({ ok: 240 });
    expect(run.rounds[0]!.bareUs).toBeGreaterThan(0);
  });
});
