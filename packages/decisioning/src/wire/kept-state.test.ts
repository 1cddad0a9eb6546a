import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aTicket, aTicketAd, NOON } from '../beacons/a-ticket.builder.js';
import { createBeaconLog } from '../beacons/beacon-log.js';
import type { PodBeacon } from '../beacons/judge-beacon.js';
import { mintPodToken } from '../beacons/pod-token.js';
import { createTokenKeys } from '../beacons/token-keys.js';
import { createTellBilled } from '../demand/notices/tell-billed.js';
import { aDisk } from '../events/a-disk.builder.js';
import { createCheckpoints } from '../events/checkpoints.js';
import { openSegmentLog } from '../events/open-segment-log.js';
import { createMeters } from '../ops/meters.js';
import { openBeacons } from './open-beacons.js';

const keys = createTokenKeys([{ id: 'k1', secret: 'a secret of the tests' }]);
const ads = [aTicketAd({ lineItemId: 'own' }), aTicketAd({ lineItemId: 'bid', bidderId: 'dsp' })];
const token = mintPodToken(aTicket({ placed: 2, ads }), keys);
const caller = { address: null, userAgent: null, agentClass: 0, networkClass: 0 } as const;
const impressionOf = (ad: number): PodBeacon => ({
  ...{ token, ad, event: 'impression', nonce: null, claimedAtMs: null, playhead: null, code: null },
  ...{ of: null, at: null, cacheBusting: null, party: 'client' },
});

let folder: string;
let disk: ReturnType<typeof aDisk>;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kept-state-'));
  disk = aDisk();
});
afterEach(() => rm(folder, { recursive: true }));

/** A process on what the one before it left; `told` is what budgets and bidders were told. */
async function start(writerId: string) {
  const told: string[] = [];
  const nowMs = () => NOON + 1000;
  const log = await openSegmentLog({ folder: '/log', disk, flushMs: 0 });
  const onFault = (...what: string[]) => void told.push(what.join(' '));
  let read = 0;
  const checkpoints = createCheckpoints({
    ...{ folder, onFault, leastBytes: 1 },
    log: { check: log.check, follow: (from, tell) => log.follow(from, (logged) => ((read += 1), tell(logged))) },
  });
  const lanes = {
    hasRoom: () => true,
    send({ url }: { url: string }) {
      told.push(`bidder ${url}`);
      return new Promise<never>(() => undefined); // nobody knows whether it came when the process is killed
    },
  };
  const billed = createTellBilled({ log, lanes, writerId, nowMs, leftBehindMs: 0, onFault });
  const list = createBeaconLog();
  const { collector, fold } = await openBeacons(keys, log, list, createMeters(), {
    caps: { commit: async () => undefined } as never,
    pacing: { commit: ({ adInstanceId }) => void told.push(`budget ${adInstanceId.slice(-2)}`) },
    placed: ({ lineItemId }) => ({ lineItemId, caps: [] }),
    ...{ capsOfKeys: () => [], notices: { writerId, billed }, nowMs, onBilled: () => undefined, onFault, checkpoints },
  });
  return { told, read, collector, fold, list, billed, checkpoints };
}

it('tells budgets and bidders after a kill what they may not have heard, also where a checkpoint has it', async () => {
  const first = await start('w1');
  const bought = { billable: [{ ad: 1, bidderId: 'dsp', url: 'http://dsp/bill' }] };
  await first.collector.decided(token, null, bought);
  for (const ad of [0, 1, 1]) await first.collector.hear(impressionOf(ad), caller);
  expect(first.told).toEqual(['budget .0', 'bidder http://dsp/bill']);
  await first.checkpoints.close(); // and is killed

  const second = await start('w2');
  second.billed.sweep();
  expect([second.read, second.told]).toEqual([0, ['budget .0', 'bidder http://dsp/bill']]);
  const beacons = [...second.list.all()];
  expect(beacons).toEqual([...first.list.all()]);
  expect([beacons.length, beacons.reduce((sum, { count }) => sum + count, 0)]).toEqual([2, 3]); // one came twice
  expect(await second.collector.hear(impressionOf(1), caller)).toBe('dup');
});
