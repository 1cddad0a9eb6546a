import { describe, expect, it } from 'vitest';
import { aCap, counted } from './a-cap.builder.js';
import { indexRecord, type CapEntry, type CapIndex } from './cap-record.js';
import { sayBlock } from './compiled-cap.js';
import { blockedBy, podLimits, type CapSight } from './counts.js';
import { addCount } from './step-record.js';

const T0 = 1_800_000_000_000;
const HOUR = 3_600_000;
const nobody: CapSight = { device: null, user: null, household: null, shown: [], breakId: 'b2' };

function seen(times: number, cap = aCap()): CapIndex {
  const record: CapEntry[] = [];
  for (let i = 0; i < times; i++) addCount(record, [counted(cap)], { nowMs: T0, shownAtMs: T0 });
  return indexRecord(record);
}

const shown = (breakId: string, atMs = T0) => ({ breakId, atMs, ads: [{ keys: ['campaign:spring'] }] });

describe('blockedBy', () => {
  it('says which cap, and what it counted', () => {
    const block = blockedBy({ ...nobody, device: seen(2) }, [aCap({ limit: 3 }), aCap()], T0 + 60_000);
    expect(block && sayBlock(block)).toBe('campaign:spring seen 2 of 2 per device in 1 h');
  });

  it('lets through what has room', () => {
    expect(blockedBy({ ...nobody, device: seen(1) }, [aCap()], T0)).toBeNull();
    expect(blockedBy({ ...nobody, device: seen(2) }, [aCap()], T0 + 2 * HOUR)).toBeNull();
  });

  it.each([
    ['pod', 'b2', true],
    ['pod', 'b1', false],
    ['break', 'b2', true],
    ['break', 'b1', false],
    ['stream', 'b1', true],
  ] as const)('counts per %s what the stream showed in break %s', (per, breakId, isBlocked) => {
    const cap = aCap({ per, limit: 1, windowMs: null });
    expect(blockedBy({ ...nobody, shown: [shown(breakId)] }, [cap], T0) !== null).toBe(isBlocked);
  });

  it('counts by the device where the household is not known, and by the stream where nothing is', () => {
    const cap = aCap({ per: 'household', limit: 1 });
    expect(blockedBy({ ...nobody, device: seen(1) }, [cap], T0)?.count).toBe(1);
    expect(blockedBy({ ...nobody, shown: [shown('b1')] }, [cap], T0)?.count).toBe(1);
    expect(blockedBy({ ...nobody, shown: [shown('b1', T0 - 2 * HOUR)] }, [cap], T0)).toBeNull();
  });

  it('says of a lifetime that it is one', () => {
    const cap = aCap({ windowMs: null, limit: 1, per: 'user' });
    const block = blockedBy({ ...nobody, user: seen(1, cap) }, [cap], T0 + 1_000 * HOUR);
    expect(block && sayBlock(block)).toBe('campaign:spring seen 1 of 1 per user in a lifetime');
  });
});

describe('podLimits', () => {
  it('leaves a pod the least that the caps of a key leave', () => {
    const caps = [aCap({ limit: 5 }), aCap({ per: 'pod', limit: 2, windowMs: null })];
    expect(podLimits({ ...nobody, device: seen(1) }, caps, T0)).toEqual([{ key: 'campaign:spring', limit: 2 }]);
    expect(podLimits({ ...nobody, device: seen(4) }, caps, T0)).toEqual([{ key: 'campaign:spring', limit: 1 }]);
  });

  it('leaves whom nothing was shown yet all of it, whoever was asked about with the same caps before', () => {
    const caps = [aCap({ limit: 5 }), aCap({ per: 'stream', limit: 3, windowMs: null })];
    const newcomer = { ...nobody, device: seen(0) };
    const known = { ...newcomer, shown: [shown('b1'), shown('b1')] };
    for (const sight of [newcomer, known, newcomer, { ...known, shown: [] }])
      expect(podLimits(sight, caps, T0)).toEqual([{ key: 'campaign:spring', limit: sight === known ? 1 : 3 }]);
  });

  it('leaves out what limits nothing, as there are no more line items than it leaves', () => {
    const caps = [
      aCap({ limit: 5, reach: 4 }),
      aCap({ key: 'line-item:a', capId: 9, per: 'pod', limit: 1, reach: 1, windowMs: null }),
    ];
    const limitsFor = (times: number) => podLimits({ ...nobody, device: seen(times) }, caps, T0);
    expect([0, 1, 2].map(limitsFor)).toEqual([[], [], [{ key: 'campaign:spring', limit: 3 }]]);
  });

  it('says the same with one list, whoever it is for and whichever caps it comes from', () => {
    const limitsFor = (limit: number, times: number) =>
      podLimits({ ...nobody, device: seen(times) }, [aCap({ limit })], T0);
    expect(limitsFor(5, 3)).toBe(limitsFor(4, 2));
    expect(limitsFor(5, 3)).toBe(podLimits(nobody, [aCap({ limit: 2 })], T0));
    expect(limitsFor(5, 3)).not.toBe(limitsFor(5, 2));
  });
});
