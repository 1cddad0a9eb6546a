import { describe, expect, it } from 'vitest';
import { FaultTable } from './endurance/fault-table.js';
import { playPage, rowOf } from './endurance/play-page.js';
import { openRig } from './endurance/rig.js';

/** Of one row each, and of all kinds. */
const PAGES = [
  [103, 109, 115],
  [104, 110, 116],
  [107, 113, 119],
];
/** So many Chromiums have room beside another test. */
const AT_ONCE = 2;

// `node bench/run.mjs faults --chromium` plays 300 breaks.
describe('a slice of the campaign of faults in real Chromium', () => {
  it('content goes on, each beacon counts once, and nothing stays, whatever goes wrong', async () => {
    const table = new FaultTable();
    expect(PAGES.map(([seed = 0]) => rowOf(seed))).toEqual([
      { player: 'shaka', strategy: 'stitch' },
      { player: 'hls.js', strategy: 'secondElement' },
      { player: 'shaka', strategy: 'reattach' },
    ]);
    const left = [...PAGES];
    const work = async (): Promise<void> => {
      const rig = await openRig();
      try {
        for (let seeds = left.shift(); seeds; seeds = left.shift()) table.add(await playPage(rig, seeds));
      } finally {
        await rig.close();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    expect(table.broken).toEqual([]);
    const rows = table.rows();
    const count = (outcome: 'played' | 'unheard'): number => rows.reduce((sum, row) => sum + row[outcome], 0);
    // Something plays, and every break is told of.
    expect(count('played')).toBeGreaterThan(0);
    expect(count('unheard')).toBe(0);
  }, 240_000);
});
