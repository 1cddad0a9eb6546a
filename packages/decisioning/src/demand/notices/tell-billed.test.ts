import { beforeEach, describe, expect, it } from 'vitest';
import { aTicket, aTicketAd, NOON } from '../../beacons/a-ticket.builder.js';
import { AGENT_CLASSES } from '../../beacons/client-class.js';
import { createCollector, type Collector } from '../../beacons/collector.js';
import { mintPodToken } from '../../beacons/pod-token.js';
import { createTokenKeys } from '../../beacons/token-keys.js';
import { aDisk } from '../../events/a-disk.builder.js';
import { openSegmentLog } from '../../events/open-segment-log.js';
import { createEventFold } from '../../reports/event-fold.js';
import type { Notice } from '../settle-notices.js';
import { createBurlBook, type BurlBookLimits } from './burl-book.js';
import type { NoticeEnd } from './notice-lanes.js';
import { createTellBilled } from './tell-billed.js';

const keys = createTokenKeys([{ id: 'k1', secret: 'a secret of the tests' }]);
const ads = [aTicketAd(), aTicketAd({ lineItemId: 'alpha', bidderId: 'alpha' })];
const tokenOf = (cohort: string | null = null): string => mintPodToken(aTicket({ ads, cohort }), keys);
const billable = [{ ad: 1, bidderId: 'alpha', url: 'https://alpha.test/billed' }];
const device = { ip: '192.0.2.7', userAgent: 'a set' };

let disk: ReturnType<typeof aDisk>;
let nowMs: number;
let told: Notice[];
let ends: ((how: NoticeEnd) => void)[];
let hasRoom: boolean;

/** One process on the log: what it knows is what the disk has. */
async function start(writerId: string, limits?: Partial<BurlBookLimits>) {
  const log = await openSegmentLog({ folder: '/log', disk, flushMs: 0 });
  const fold = createEventFold();
  const lanes = {
    hasRoom: () => hasRoom,
    send: (notice: Notice) => {
      told.push(notice);
      return new Promise<NoticeEnd>((end) => ends.push(end));
    },
  };
  const givenUp: string[] = [];
  const billed = createTellBilled({
    ...{ log, lanes, writerId, ...(limits && { limits }) },
    nowMs: () => nowMs,
    onGivenUp: ({ bidderId }) => givenUp.push(bidderId),
    onFault: expect.unreachable,
  });
  fold.onBillable(billed.billed);
  const collector = await createCollector({
    ...{ keys, log, fold, writerId, onKept: billed.kept },
    nowMs: () => nowMs,
  });
  return { collector, sweep: billed.sweep, givenUp };
}
const caller = { address: '192.0.2.7', userAgent: 'a set', agentClass: AGENT_CLASSES.tv, networkClass: 7 };
const show = (collector: Collector, ad: number, nonce: string | null = null, token = tokenOf()) =>
  collector.hear(
    {
      ...{ token, ad, event: 'impression', nonce, claimedAtMs: null, playhead: null },
      ...{ code: null, of: null, at: null, cacheBusting: null, party: 'client' },
    },
    caller,
  );
const end = async (how: NoticeEnd) => {
  for (const one of ends.splice(0)) one(how);
  await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('createTellBilled (OpenRTB 2.6 §7.8)', () => {
  beforeEach(() => {
    [disk, nowMs, told, ends, hasRoom] = [aDisk(), NOON + 1000, [], [], true];
  });

  it('tells the bidder when its ad is billed and not before, once, for the viewer’s device', async () => {
    const { collector } = await start('one');
    await collector.decided(tokenOf(), null, { billable, device });
    await show(collector, 0);
    expect(told).toEqual([]);
    for (let times = 0; times < 3; times += 1) await show(collector, 1);
    expect(told).toMatchObject([{ kind: 'billable', url: 'https://alpha.test/billed', device }]);
  });

  it('tells nothing again after a restart that was told before, or given up', async () => {
    for (const how of ['told', 'given-up'] as const) {
      [disk, told] = [aDisk(), []];
      const { collector } = await start('one');
      await collector.decided(tokenOf(), null, { billable, device });
      await show(collector, 1);
      await end(how);
      const { sweep } = await start('two');
      nowMs += 600_000;
      sweep();
      expect(told).toHaveLength(1);
    }
  });

  it('tells after a restart what the process before it could not, once the minute of its tries is over', async () => {
    const { collector } = await start('one');
    await collector.decided(tokenOf(), null, { billable, device });
    await show(collector, 1);
    const { sweep } = await start('two'); // the first was killed: nothing says that it told anybody
    nowMs += 60_000;
    sweep();
    expect(told).toHaveLength(1);
    nowMs += 30_000;
    sweep();
    sweep();
    expect(told).toHaveLength(2);
    expect(told[1]).toMatchObject({ url: 'https://alpha.test/billed', device });
  });

  it('tries again later what there was no room for', async () => {
    const { collector, sweep } = await start('one');
    await collector.decided(tokenOf(), null, { billable, device });
    await show(collector, 1);
    await end('dropped');
    nowMs += 90_000;
    sweep();
    expect(told).toHaveLength(2);
  });

  it('tries nothing again while there is still no room: a bidder that hangs through a final would have them all tried every few seconds', async () => {
    const { collector, sweep } = await start('one');
    await collector.decided(tokenOf(), null, { billable, device });
    await show(collector, 1);
    await end('dropped');
    nowMs += 90_000;
    hasRoom = false;
    sweep();
    expect(told).toHaveLength(1);
    hasRoom = true;
    sweep();
    expect(told).toHaveLength(2);
  });

  it('tells an impression whose decision came later into the log', async () => {
    const { collector, sweep } = await start('one');
    await show(collector, 1);
    await collector.decided(tokenOf(), null, { billable, device });
    nowMs += 90_000;
    sweep();
    expect(told).toHaveLength(1);
  });

  it('gives the oldest up where a bidder has hung for so long that there are too many, and keeps that it did', async () => {
    const { collector, sweep, givenUp } = await start('one', { due: 3 });
    const token = tokenOf('cohort');
    await collector.decided(token, null, { billable, device });
    for (const nonce of ['a', 'b']) await show(collector, 1, nonce, token);
    await end('dropped');
    hasRoom = false;
    // What is being called is waited for.
    for (const nonce of ['c', 'd']) await show(collector, 1, nonce, token);
    expect(givenUp).toEqual(['alpha']);
    nowMs += 600_000;
    hasRoom = true;
    told = [];
    sweep();
    expect(told).toHaveLength(1);
    await end('told');
    const again = await start('two', { due: 3 });
    nowMs += 600_000;
    again.sweep();
    expect(told).toHaveLength(1);
  });

  it('tells each viewer’s impression of a pod that many share', async () => {
    const { collector } = await start('one');
    const token = tokenOf('cohort');
    await collector.decided(token, null, { billable, device });
    for (const nonce of ['a', 'b', 'a']) await show(collector, 1, nonce, token);
    expect(told).toHaveLength(2);
  });
});

describe('createBurlBook', () => {
  const impression = (podId: string, ad: number) => ({ podId, ad, bidderId: 'alpha', commitId: `${podId}.${ad}` });
  const both = [...billable, { ad: 0, bidderId: 'alpha', url: 'https://alpha.test/first' }];
  const record = { kind: 'decision', id: 'd', atMs: NOON, token: '', billable: both } as const;
  const ticketOf = (podId: string, cohort: string | null = null) => ({
    ...aTicket({ ads, cohort }),
    podId,
    keyId: 'k1',
  });

  it('forgets the oldest pods that are not shown, and none that only stands before those', () => {
    const book = createBurlBook({ pods: 8 });
    for (let pod = 0; pod < 9; pod += 1) book.decided(record, ticketOf(`p${pod}`), NOON);
    expect(book.billed(impression('p0', 1), NOON)).toBeNull();
    expect(book.billed(impression('p1', 1), NOON)?.url).toBe('https://alpha.test/billed');
    expect(book.billed(impression('p1', 0), NOON)?.url).toBe('https://alpha.test/first');
  });

  it('has no place taken by pods that were shown', () => {
    const book = createBurlBook({ pods: 2 });
    book.decided(record, ticketOf('first'), NOON);
    for (let pod = 0; pod < 9; pod += 1) {
      book.decided(record, ticketOf(`p${pod}`), NOON);
      for (const ad of [0, 1]) book.ended(book.billed(impression(`p${pod}`, ad), NOON)?.commitId ?? '');
    }
    expect(book.billed(impression('first', 0), NOON)).not.toBeNull();
    expect([...book.dueSince(NOON, () => true)]).toHaveLength(1);
  });
});
