import { describe, expect, it } from 'vitest';
import { FaultTable } from './endurance/fault-table.js';
import { playPage, rowOf } from './endurance/play-page.js';
import { openRig } from './endurance/rig.js';

/** Of one row each, and of all kinds. */
const PAGES = [
  [101, 105, 109, 113],
  [102, 106, 110, 114],
];

// `node bench/run.mjs faults --chromium` plays 300 breaks.
describe('a slice of the campaign of faults in real Chromium', () => {
  it('content goes on, each beacon counts once, and nothing stays, whatever goes wrong', async () => {
    const table = new FaultTable();
    expect(PAGES.map(([seed = 0]) => rowOf(seed))).toEqual([
      { player: 'shaka', strategy: 'stitch' },
      { player: 'hls.js', strategy: 'secondElement' },
    ]);
    await Promise.all(
      PAGES.map(async (seeds) => {
        const rig = await openRig();
        try {
          table.add(await playPage(rig, seeds));
        } finally {
          await rig.close();
        }
      }),
    );
    expect(table.broken).toEqual([]);
    const rows = table.rows();
    const count = (outcome: 'played' | 'unheard'): number => rows.reduce((sum, row) => sum + row[outcome], 0);
    // Something plays, and every break is told of.
    expect(count('played')).toBeGreaterThan(0);
    expect(count('unheard')).toBe(0);
  }, 150_000);
});
