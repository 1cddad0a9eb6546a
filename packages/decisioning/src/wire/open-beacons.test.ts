import type { DecisionReply } from '@cutaway/model';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aTicket, NOON } from '../beacons/a-ticket.builder.js';
import { createBeaconLog } from '../beacons/beacon-log.js';
import { AGENT_CLASSES } from '../beacons/client-class.js';
import { mintPodToken } from '../beacons/pod-token.js';
import { createTokenKeys } from '../beacons/token-keys.js';
import { aDisk } from '../events/a-disk.builder.js';
import { openSegmentLog } from '../events/open-segment-log.js';
import { createMeters } from '../ops/meters.js';
import { startService, type Service } from '../service.js';
import { openBeacons, type BeaconFeed } from './open-beacons.js';

let service: Service;
beforeEach(async () => {
  service = await startService({ nowMs: () => 1_700_000_000_000 });
});
afterEach(() => service.close());

const impressionOf = async (sessionId: string): Promise<string> => {
  const asked = { protocol: 1, sessionId, breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 6000, upids: [] };
  const answer = await fetch(`${service.url}/v1/decisions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...asked, budgetMs: 500 }),
  });
  const { pod } = (await answer.json()) as DecisionReply;
  return pod.ads[0]?.trackers.find(({ event }) => event === 'impression')?.url ?? '';
};

it('bills every viewer of a break, however many are behind one address', async () => {
  const viewers = Array.from({ length: 20 }, (_, n) => `viewer-${n}`);
  for (const viewer of viewers) expect((await fetch(await impressionOf(viewer))).status).toBe(204);
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  expect(metrics).toContain('cutaway_impressions_total 20');
});

it('counts an impression for caps when its decision comes into the log behind it, as behind a node that could not reach the log', async () => {
  const keys = createTokenKeys([{ id: 'k1', secret: 'a secret of the tests' }]);
  const log = await openSegmentLog({ folder: '/log', disk: aDisk(), flushMs: 0 });
  const committed: unknown[] = [];
  const spent: unknown[] = [];
  const feed = {
    ...{
      nowMs: () => NOON,
      checkpoints: null,
      capsOfKeys: () => [],
      onBilled: () => undefined,
      onFault: expect.unreachable,
    },
    caps: { commit: (...asked: unknown[]) => Promise.resolve(void committed.push(asked)) },
    pacing: { commit: (one: unknown) => spent.push(one) },
    placed: ({ lineItemId }: { lineItemId: string }) => ({ lineItemId, caps: [] }),
    notices: { writerId: 'w', billed: { billed: () => undefined, kept: () => undefined, inCheckpoint: null } },
  } as unknown as BeaconFeed;
  const { collector } = await openBeacons(keys, log, createBeaconLog(), createMeters(), feed);
  const token = mintPodToken(aTicket(), keys);
  await collector.hear(
    {
      ...{ token, ad: 0, event: 'impression', nonce: null, claimedAtMs: null, playhead: null },
      ...{ code: null, of: null, at: null, cacheBusting: null, party: 'client' },
    },
    { address: '192.0.2.7', userAgent: 'a set', agentClass: AGENT_CLASSES.tv, networkClass: 7 },
  );
  expect([committed.length, spent.length]).toEqual([0, 1]);
  const identity = { device: 'd', user: null, household: null };
  await collector.decided(token, identity);
  expect([committed.length, spent.length]).toEqual([1, 1]);
  expect(committed).toMatchObject([[identity, {}, { shownAtMs: NOON }]]);
});
