import { describe, expect, it } from 'vitest';
import { aCell } from './a-cell.builder.js';
import { overview, writeTables } from './write-table.js';

describe('overview', () => {
  it('says of each cell its cuts, its load, and whether it met its targets', () => {
    const [, , ours, theirs] = overview([
      aCell({ freezeMs: 700 }),
      aCell({
        player: 'shaka-player',
        mode: 'oneElement',
        out: { count: 0, medianMs: null, p95Ms: null, mostMs: null },
      }),
    ]);
    expect(ours).toBe(
      '| Cutaway stitch (hls.js) | exact | 1× | 10 of 10 | 33 / 50 / 50 | 33 / 50 / 50 | 33 / 50 / 50 | 700 | 0.4 to 1.2 | missed: freeze of 700 ms, target 500 |',
    );
    expect(theirs).toMatch(/^\| Shaka, one element \|.*\| none \| 83 \|.*\| – \|$/);
  });
});

describe('writeTables', () => {
  it('names the day and the versions, and leaves players out of the beacons that send none', () => {
    const text = writeTables([aCell(), aCell({ mode: 'inPlace', beacons: null })]);
    expect(text).toContain('Measured 2026-01-02 with hls.js 1.7.4; Chromium 156.0, Node v20.20.2.');
    const [, beacons = ''] = text.split('### Beacons');
    expect(beacons).toContain('| Cutaway stitch (hls.js) | exact | 1× | 140 | 0 | 0 | 0 | 0 | 8 / 40 |');
    expect(beacons).not.toContain('in place');
  });
});
