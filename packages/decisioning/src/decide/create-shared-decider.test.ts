import { DECISION_PROTOCOL, type DecisionRequest } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { createTokenKeys } from '../beacons/token-keys.js';
import { aCatalogue, aCreative, aPublisher } from './a-sale.builder.js';
import type { CohortServed } from './create-cohort-room.js';
import { createSharedDecider } from './create-shared-decider.js';
import type { Asker } from './decider.js';
import type { DeciderRooms } from './decider-rooms.js';

const request: DecisionRequest = {
  ...{ protocol: DECISION_PROTOCOL, sessionId: '*', breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 30_000 },
  ...{ upids: [], budgetMs: 0 },
};
const asker: Asker = { baseUrl: 'https://ads.example', beaconedBy: 'client', fillsMacros: true };
const catalogue = () =>
  aCatalogue([], { creatives: [aCreative('house')], publisher: aPublisher({ contingency: ['house'] }) });
const pod = { id: 'shared', breakId: 'b', beaconedBy: 'client' as const, ads: [] };
const served = {
  ...{
    reply: { protocol: DECISION_PROTOCOL, pod, stitched: null, errorUrls: [] },
    token: 't',
    sold: [],
    explanations: [],
  },
  ...{ issuedAtMs: 0, ads: [], cohortKey: 'c0', cacheControl: 'public, max-age=5' },
} as unknown as CohortServed;

/** A decider on a clock of its own, and how often it read what is asked. `isReady`: the cohort's pod is there. */
function set(isReady: () => boolean) {
  const now = { ms: 0, catalogue: catalogue() };
  let read = 0;
  const decider = createSharedDecider({
    catalogue: () => now.catalogue,
    askOf: ({ sessionId, breakId }, { baseUrl }) => ({
      ...{
        sessionId,
        breakId,
        publisherId: 'default',
        atMs: ++read,
        facts: new Map([['base', [baseUrl]]]),
        seed: read,
      },
      ...{ consentClass: 'contextual', identity: { device: null, user: null, household: null } },
    }),
    cohorts: {
      readyForCache: () => (isReady() ? served : 'not-ready'),
      forCache: async () => null,
    } as unknown as NonNullable<DeciderRooms['cohorts']>,
    collector: { decided: async () => true },
    keys: createTokenKeys([{ id: 'k1', secret: 'sixteen bytes at least' }]),
    timer: { nowMs: () => now.ms, after: () => () => undefined },
    tell: () => undefined,
    ahead: () => ({}),
  });
  return { now, decide: (by = asker) => decider.decide(request, by, null), times: () => read };
}

describe('createSharedDecider', () => {
  it('reads what caches ask in the same words once a second', async () => {
    const { now, decide, times } = set(() => true);
    for (const ms of [0, 400, 999]) {
      now.ms = ms;
      expect(await decide()).toMatchObject({
        cohortKey: 'c0',
        cacheControl: 'public, max-age=5',
        reply: { rung: 'cohort', pod },
      });
    }
    expect(times()).toBe(1);
    now.ms = 1000;
    await decide();
    expect(times()).toBe(2);
  });

  it('reads it anew for another address of ours, and in another catalogue', async () => {
    const { now, decide, times } = set(() => true);
    await decide();
    await decide({ ...asker, baseUrl: 'https://other.example' });
    now.catalogue = catalogue();
    await decide();
    expect(times()).toBe(3);
  });

  it('gives each stopgap a name of its own, also within a second', async () => {
    const { decide } = set(() => false);
    const [first, second] = [await decide(), await decide()];
    expect([first, second].map(({ reply }) => [reply.rung, reply.pod.ads.map(({ adId }) => adId)])).toEqual([
      ['contingency', ['house']],
      ['contingency', ['house']],
    ]);
    expect(first.reply.pod.id).not.toBe(second.reply.pod.id);
  });
});
