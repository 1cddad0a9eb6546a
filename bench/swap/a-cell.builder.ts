import type { Cell } from './cell.js';

const frame = { count: 10, medianMs: 33.4, p95Ms: 50, mostMs: 50.3 };
const none = { median: 0, farthest: 0 };

/** A cell of our stitch in hls.js that met every target. */
export const aCell = (fields: Partial<Cell> = {}): Cell => ({
  ...{ player: 'hls.js', mode: 'stitch', ads: 'exact', cpu: 1, at: '2026-01-02T03:04:05.000Z', beside: null },
  versions: { player: '1.7.4', chromium: '156.0', node: 'v20.20.2' },
  ...{ load: [0.4, 1.2], breaks: 10, behindMs: 6000, seen: 10, in: frame, between: frame, out: frame, freezeMs: 83.4 },
  ...{ startErrorMs: none, resumeErrorMs: none, driftMs: none, shown: { share: 1, least: 0.993 } },
  afterEnd: { strayFrames: 0, lateMs: none, lostMs: none },
  beacons: { due: 140, missing: 0, double: 0, early: 0, wrong: 0, lateMs: { median: 8, farthest: 40 } },
  ...{ strategies: { stitch: 10 }, problems: {} },
  ...fields,
});
