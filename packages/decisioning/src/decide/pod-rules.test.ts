import { describe, expect, it } from 'vitest';
import type { Publisher } from '../catalogue/catalogue.js';
import { OPEN_BREAK_MS, podRules } from './pod-rules.js';

const publisher: Publisher = {
  ...{ id: 'default', blockedCategories: [], blockedDomains: [], blockedAttributes: [], floorCpm: 0, maxAds: 6 },
  separation: { advertiser: 'pod', category: 'adjacent' },
  ...{ contingency: [], slate: [], fillBonusCpmPerSecond: 0.1 },
};
const ask = { kind: 'linear', durationMs: 90_000 } as const;

describe('podRules', () => {
  it('takes the narrower of what the asker wants and the publisher allows', () => {
    expect(
      podRules({ ...ask, pod: { maxAds: 3, maxAdMs: 30_000, minAdMs: 10_000, minMs: 60_000 } }, publisher),
    ).toMatchObject({ roomMs: 90_000, maxAds: 3, maxAdMs: 30_000, minAdMs: 10_000, minMs: 60_000, requiredAdMs: null });
    expect(podRules({ ...ask, pod: { maxAds: 9, maxAdMs: 200_000 } }, publisher)).toMatchObject({
      maxAds: 6,
      maxAdMs: 90_000,
    });
  });

  it('fills an open-ended break up to its limit', () => {
    expect(podRules({ ...ask, durationMs: null }, publisher).roomMs).toBe(OPEN_BREAK_MS);
  });

  it('gives an overlay opportunity one image, and does not mind the time that it leaves', () => {
    expect(podRules({ ...ask, kind: 'overlay' }, publisher)).toMatchObject({ maxAds: 1, unfilledCostPerSecond: 0 });
  });

  it.each([
    ['none', 'none'],
    ['adjacent', 'adjacent'],
    ['pod', 'pod'],
    ['stream', 'pod'],
    [{ minutes: 10 }, 'pod'],
  ] as const)('separation %j means %s within a pod', (scope, inPod) => {
    const rules = podRules(ask, { ...publisher, separation: { advertiser: scope, category: 'none' } });
    expect(rules.separation).toEqual({ advertiser: inPod, category: 'none' });
  });
});
