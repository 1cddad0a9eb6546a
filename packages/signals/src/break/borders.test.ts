import { describe, expect, it } from 'vitest';
import { breakaways, rememberBorders, unscheduled } from './borders.js';
import type { BorderSignal } from './breaks-state.js';

const HOUR_MS = 3_600_000;
const PROGRAMME_START = 0x10;
const PROGRAMME_END = 0x11;

function aBorder(segmentationTypeId: number, at: number, over: Partial<BorderSignal> = {}): BorderSignal {
  return { type: 'boundary', key: 'p', carrier: 'daterange', evidence: '', at, segmentationTypeId, ...over };
}

describe('borders that are remembered', () => {
  it('are in order of time, without their evidence', () => {
    const [early, late] = [aBorder(PROGRAMME_START, 100), aBorder(PROGRAMME_END, 200)];
    expect(rememberBorders([], [late, { ...early, evidence: '#EXT-X-DATERANGE' }])).toEqual([early, late]);
  });
  it('are the same list where nothing is said of a border', () => {
    const known = [aBorder(PROGRAMME_START, 100)];
    expect(rememberBorders(known, [{ type: 'break-cancel', key: 'p', carrier: 'daterange', evidence: '' }])).toBe(
      known,
    );
  });
  it('move with what names them, and with nothing else', () => {
    const known = aBorder(PROGRAMME_START, 100);
    const moved = { ...known, at: 150 };
    expect(rememberBorders([known], [moved])).toEqual([moved]);
    for (const other of [{ key: 'q' }, { carrier: 'emsg' }, { segmentationTypeId: PROGRAMME_END }] as const) {
      expect(rememberBorders([known], [{ ...moved, ...other }])).toHaveLength(2);
    }
  });
  it('stay where an old one of the same name is told late', () => {
    const known = aBorder(PROGRAMME_START, 5 * HOUR_MS);
    expect(rememberBorders([known], [aBorder(PROGRAMME_START, 4 * HOUR_MS - 1)])).toEqual([known]);
    expect(rememberBorders([known], [aBorder(PROGRAMME_START, 4 * HOUR_MS)])).toHaveLength(1);
    expect(rememberBorders([known], [aBorder(PROGRAMME_START, 4 * HOUR_MS)])[0]?.at).toBe(4 * HOUR_MS);
  });
});

describe('borders that are forgotten', () => {
  it('are older than an hour', () => {
    const old = aBorder(PROGRAMME_START, 1, { key: 'old' });
    const hourAgo = aBorder(PROGRAMME_START, 2, { key: 'an hour ago' });
    const newest = aBorder(PROGRAMME_START, HOUR_MS + 2);
    expect(rememberBorders([old, hourAgo], [newest])).toEqual([hourAgo, newest]);
  });
  it('are the oldest of more than 64', () => {
    const known = Array.from({ length: 64 }, (_, at) => aBorder(PROGRAMME_START, at, { key: `${at}` }));
    const newest = aBorder(PROGRAMME_START, 64);
    expect(rememberBorders([], known)).toEqual(known);
    expect(rememberBorders(known, [newest])).toEqual([...known.slice(1), newest]);
  });
  it('are never the newest of their type', () => {
    const ends = [aBorder(PROGRAMME_END, 0, { key: 'older' }), aBorder(PROGRAMME_END, 0, { key: 'newer' })];
    const newest = aBorder(PROGRAMME_START, HOUR_MS + 1);
    expect(rememberBorders(ends, [newest])).toEqual([ends[1], newest]);
  });
});

describe('a span between borders', () => {
  it('ends with the first that ends it after its start', () => {
    const borders = [aBorder(0x14, 90), aBorder(0x14, 100), aBorder(0x13, 100), aBorder(0x10, 110), aBorder(0x1a, 120)];
    expect(breakaways([...borders, aBorder(0x14, 130)])).toEqual([{ from: 100, to: 120 }]);
  });
  it('has no end yet', () => {
    expect(unscheduled([aBorder(0x13, 90), aBorder(0x40, 100)])).toEqual([{ from: 100, to: Infinity }]);
  });
});
