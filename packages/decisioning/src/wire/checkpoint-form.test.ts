import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { aTicket, aTicketAd, NOON } from '../beacons/a-ticket.builder.js';
import { AGENT_CLASSES } from '../beacons/client-class.js';
import type { PodBeacon } from '../beacons/judge-beacon.js';
import { mintPodToken } from '../beacons/pod-token.js';
import { createTokenKeys } from '../beacons/token-keys.js';
import { createBeaconLog } from '../beacons/beacon-log.js';
import { createTellBilled } from '../demand/notices/tell-billed.js';
import { aDisk } from '../events/a-disk.builder.js';
import { CHECKPOINT_FORM } from '../events/checkpoint-file.js';
import type { Checkpoints } from '../events/checkpoints.js';
import type { KeptPart } from '../events/kept-part.js';
import { openSegmentLog } from '../events/open-segment-log.js';
import { openBeacons, type BeaconFeed } from './open-beacons.js';

/** By part, the rows of a checkpoint that was written after the events below. */
type Rows = Readonly<Record<string, readonly unknown[]>>;
const written = path.join(import.meta.dirname, 'checkpoint-form.golden.json');
const golden = JSON.parse(readFileSync(written, 'utf8')) as { readonly form: number; readonly rows: Rows };

const WRITER = 'golden';
const EVENTS = 13;
const keys = createTokenKeys([{ id: 'k1', secret: 'a secret of the tests' }]);
const ours = mintPodToken(aTicket({ ads: [aTicketAd(), aTicketAd({ lineItemId: 'li-2', creativeTag: 7 })] }), keys);
const shared = mintPodToken(aTicket({ podSeed: 2, cohort: 'c1' }), keys);
const bought = mintPodToken(aTicket({ podSeed: 3, ads: [aTicketAd({ lineItemId: '', bidderId: 'b1' })] }), keys);
const early = mintPodToken(aTicket({ podSeed: 4, ads: [aTicketAd({ lineItemId: '', bidderId: 'b1' })] }), keys);

let nowMs: number;
const lanes = { send: () => new Promise<never>(() => undefined), hasRoom: () => true }; // a bidder that never answers: its notice stays due
const feed = {
  ...{ caps: { commit: async () => undefined }, pacing: { commit: () => undefined } },
  ...{ placed: () => null, capsOfKeys: () => [], nowMs: () => nowMs, onBilled: () => undefined },
  onFault: () => undefined,
} as unknown as BeaconFeed;
const nothing = () => undefined;

/** The collector with all that follows from its log, and the parts of it that a checkpoint has. */
async function open() {
  const log = await openSegmentLog({ folder: '/log', disk: aDisk(), flushMs: 0 });
  let parts: readonly KeptPart[] = [];
  const checkpoints: Checkpoints = {
    follow(of, tell) {
      parts = of;
      return log.follow(0, tell);
    },
    isWriting: () => false,
    close: async () => undefined,
  };
  const billed = createTellBilled({ log, lanes, writerId: WRITER, nowMs: () => nowMs, onFault: nothing });
  const meters = { count: nothing } as never;
  const notices = { writerId: WRITER, billed };
  const { collector } = await openBeacons(keys, log, createBeaconLog(), meters, { ...feed, notices, checkpoints });
  const rows = (): Rows =>
    Object.fromEntries(parts.map(({ name, save }) => [name, JSON.parse(JSON.stringify([...save()]))]));
  return { collector, parts, rows };
}

/** Pods of line items, of a cohort and of bidders; beacons that count, come again, skip, are forged and say all that one may say. */
async function play(): Promise<Rows> {
  const { collector, rows } = await open();
  const hear = (token: string, more: Partial<PodBeacon> = {}) => {
    nowMs += 1000;
    const silent = { nonce: null, claimedAtMs: null, playhead: null, code: null, of: null, at: null };
    const beacon: PodBeacon = {
      ...{ token, ad: 0, event: 'impression', ...silent, cacheBusting: null, party: 'client' },
      ...more,
    };
    const caller = { address: '192.0.2.7', userAgent: 'a set', agentClass: AGENT_CLASSES.tv, networkClass: 7 };
    return collector.hear(beacon, caller);
  };
  const billable = [{ ad: 0, bidderId: 'b1', url: 'https://b1.example/billed' }];
  const device = { ip: '192.0.2.0', userAgent: 'a set' };
  await collector.decided(ours, { device: 'd1', user: null, household: 'h1' });
  await collector.decided(shared, null);
  await collector.decided(
    bought,
    { device: 'd1', user: null, household: null },
    {
      ...{ billable, device, counted: [{ ad: 0, name: 'b1:bid', keys: ['advertiser:acme.example'] }] },
    },
  );
  await hear(ours);
  await hear(ours);
  await hear(ours, { event: 'start', claimedAtMs: NOON + 5000, playhead: '00:00:00.000', cacheBusting: '12' });
  await hear(ours, { event: 'skip' });
  await hear(ours, { ad: 1, event: 'error', code: 405, party: 'server' });
  await hear(ours, { ad: null, event: 'breakStart' });
  await hear(shared, { nonce: 'viewer-1' });
  await hear(bought);
  await hear(early);
  await hear('of.nobody');
  await expect.poll(() => rows()['fold']?.length).toBe(1 + EVENTS); // the log has told what it has
  return rows();
}

beforeEach(() => {
  nowMs = NOON;
});

describe('a checkpoint of this version', () => {
  it('has the rows of its form: where they change, CHECKPOINT_FORM is to be raised, and they are to be written anew', async () => {
    expect({ form: CHECKPOINT_FORM, rows: await play() }).toEqual(golden);
  });

  it('is the same again when it was read', async () => {
    const { parts, rows } = await open();
    for (const part of parts) for (const row of golden.rows[part.name] ?? []) part.load(row);
    expect(rows()).toEqual(golden.rows);
  });
});
