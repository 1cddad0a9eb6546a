import { beforeEach, describe, expect, it } from 'vitest';
import { aDisk } from '../events/a-disk.builder.js';
import type { EventLog } from '../events/event-log.js';
import { openSegmentLog } from '../events/open-segment-log.js';
import { createEventFold, type BillableImpression, type EventFold } from '../reports/event-fold.js';
import { adInstanceId } from '../answer/ad-instance-id.js';
import { aTicket, aTicketAd, NOON } from './a-ticket.builder.js';
import { createBeaconLog, type BeaconLog } from './beacon-log.js';
import { AGENT_CLASSES } from './client-class.js';
import { createCollector, type Collector, type CollectorOptions } from './collector.js';
import type { PodBeacon } from './judge-beacon.js';
import { listedBeacon } from './list-record.js';
import { mintPodToken } from './pod-token.js';
import type { PodTicket } from './pod-ticket.js';
import type { Caller } from './suspect-clients.js';
import { createTokenKeys } from './token-keys.js';

const keys = createTokenKeys([{ id: 'k1', secret: 'a secret of the tests' }]);
const tokenOf = (more: Partial<PodTicket> = {}): string => mintPodToken(aTicket(more), keys);
const aCaller = (more: Partial<Caller> = {}): Caller => ({
  ...{ address: '192.0.2.7', userAgent: 'a set', agentClass: AGENT_CLASSES.tv, networkClass: 7 },
  ...more,
});
const aBeacon = (more: Partial<PodBeacon> = {}): PodBeacon => ({
  ...{ token: tokenOf(), ad: 0, event: 'impression', nonce: null, claimedAtMs: null, playhead: null },
  ...{ code: null, of: null, at: null, cacheBusting: null, party: 'client' },
  ...more,
});

let disk: ReturnType<typeof aDisk>;
let nowMs: number;
let collector: Collector;
let fold: EventFold;
let billed: BillableImpression[];
let list: BeaconLog;

/** A process that starts: what it knows is what the disk has. */
async function start(keptAtMs?: number): Promise<void> {
  list = createBeaconLog();
  const files = await openSegmentLog({ folder: '/log', disk, flushMs: 0 });
  // As an engine tells them, which had them later than they were written.
  const log: EventLog =
    keptAtMs === undefined
      ? files
      : { ...files, follow: (from, tell) => files.follow(from, (logged) => tell({ ...logged, keptAtMs })) };
  fold = createEventFold();
  billed = [];
  fold.onBillable((impression) => billed.push(impression));
  const onLogged: CollectorOptions['onLogged'] = (record, ticket) => {
    if (ticket !== null) list.hear(listedBeacon(record, ticket), record.atMs);
  };
  collector = await createCollector({ keys, log, fold, nowMs: () => nowMs, onLogged });
}
beforeEach(async () => {
  disk = aDisk();
  nowMs = NOON + 1000;
  await start();
});
const hear = (more: Partial<PodBeacon> = {}, caller = aCaller()) => collector.hear(aBeacon(more), caller);
const recorded = (): string => Buffer.concat([...disk.files.values()]).toString('utf8');

describe('createCollector', () => {
  it('bills an impression once, with what the token says of it', async () => {
    expect(await hear()).toBe('ok');
    expect(await hear()).toBe('dup');
    expect(billed).toMatchObject([
      { lineItemId: 'li-10001', cpmMicros: 12_500_000, breakId: 'brk-4711', isReplay: false },
    ]);
  });

  it('bills one of two that come at the same time', async () => {
    expect(await Promise.all([hear(), hear(), hear()])).toEqual(['ok', 'dup', 'dup']);
    expect(billed.length).toBe(1);
  });

  it('bills it once over restarts, and tells apart what was billed before', async () => {
    await hear();
    await start();
    expect(billed.map(({ isReplay }) => isReplay)).toEqual([true]);
    expect(await hear()).toBe('dup');
    expect(billed.length).toBe(1);
  });

  it('counts what a spool kept over a restart: it is in the log for the first time', async () => {
    await hear();
    await start(nowMs + 5000);
    expect(billed.map(({ isReplay }) => isReplay)).toEqual([false]);
    await start(nowMs - 5000);
    expect(billed.map(({ isReplay }) => isReplay)).toEqual([true]);
  });

  it('tells clients that share a token apart by their nonce; one viewer’s token by nothing else', async () => {
    const token = tokenOf({ cohort: 'c1' });
    expect([
      await hear({ token, nonce: 'a' }),
      await hear({ token, nonce: 'b' }),
      await hear({ token, nonce: 'a' }),
    ]).toEqual(['ok', 'ok', 'dup']);
    expect([await hear({ nonce: 'a' }), await hear({ nonce: 'b' })]).toEqual(['ok', 'dup']);
    expect(await hear({ token })).toBe('ivt');
    expect(new Set(billed.map(({ commitId }) => commitId)).size).toBe(3);
  });

  it('bills a shared token for so many clients of one address, and labels those that come after them', async () => {
    const token = tokenOf({ cohort: 'c1' });
    const verdicts: string[] = [];
    for (let n = 0; n < 1010; n++) verdicts.push(await hear({ token, nonce: `made-up-${n}` }));
    expect(verdicts.slice(0, 1000).every((verdict) => verdict === 'ok')).toBe(true);
    expect(new Set(verdicts.slice(1000))).toEqual(new Set(['ivt']));
    expect(billed).toHaveLength(1000);
    expect(recorded()).toContain('clients-per-address');
    expect(await hear({ token, nonce: 'made-up-7', event: 'start' })).toBe('ok'); // who came first stays good
    expect(await hear({ token, nonce: 'next door' }, aCaller({ address: '192.0.2.8' }))).toBe('ok');
  });

  it('knows whose caps an impression counts for, from the decision', async () => {
    const identity = { device: 'd', user: null, household: 'h' };
    expect(await collector.decided(tokenOf(), identity)).toBe(true);
    await hear();
    expect(billed[0]?.identity).toEqual(identity);
  });

  it('gives the list of a session what it needs, also of before a restart', async () => {
    await hear({ nonce: 'session-1' });
    await hear({ nonce: 'session-1' });
    await start();
    const { beacons, totals } = list.list('session-1');
    const adInstance = adInstanceId('session-1', 'brk-4711', 0, 'li-10001');
    expect(beacons).toMatchObject([{ adInstanceId: adInstance, event: 'impression', count: 2, atMs: nowMs }]);
    expect(totals).toEqual({ unique: 1, duplicates: 1 });
  });

  it('keeps what it does not believe, and bills none of it', async () => {
    const stranger = createTokenKeys([{ id: 'k1', secret: 'a secret of a stranger' }]);
    expect(await hear({ token: mintPodToken(aTicket(), stranger) })).toBe('badsig');
    expect(await hear({ ad: 1 })).toBe('ivt');
    expect(await hear({ ad: null })).toBe('ivt');
    nowMs = aTicket().expiresAtMs;
    expect(await hear()).toBe('late');
    expect(billed).toEqual([]);
    for (const word of ['bad-signature', 'unknown-ad', 'unknown-event', 'late']) expect(recorded()).toContain(word);
  });

  it('labels what cannot be: no quarter before its time, by the service’s own clock', async () => {
    await hear();
    nowMs += 3000;
    expect(await hear({ event: 'firstQuartile', claimedAtMs: NOON + 900_000 })).toBe('ivt');
    nowMs += 2000;
    expect(await hear({ event: 'midpoint' })).toBe('ivt');
    nowMs += 30_000;
    expect(await hear({ event: 'complete' })).toBe('ok');
    expect(recorded()).toContain('impossible-timing');
  });

  it('takes another node’s clock for what it is: a pod that was decided 2 s from now is shown at once, none that was so an hour from now', async () => {
    const token = tokenOf({ issuedAtMs: nowMs + 2000 });
    expect(await hear({ token })).toBe('ok');
    nowMs += 4000;
    expect(await hear({ token, event: 'firstQuartile' })).toBe('ok');
    expect(await hear({ token: tokenOf({ issuedAtMs: NOON + 1_800_000, podSeed: 2 }) })).toBe('ivt');
  });

  it('knows after a restart how far an ad came', async () => {
    await hear({ event: 'start' });
    await start();
    nowMs += 5000;
    expect(await hear({ event: 'firstQuartile' })).toBe('ok');
    expect(await hear({ event: 'firstQuartile' })).toBe('dup');
  });

  it('lets overlays have no quarters, and errors their code', async () => {
    const token = tokenOf({ ads: [aTicketAd({ durationMs: 0 })] });
    expect(await hear({ token })).toBe('ok');
    expect(await hear({ token, event: 'close' })).toBe('ok');
    expect(await hear({ token, event: 'midpoint' })).toBe('ivt');
    expect(await hear({ token, event: 'error', code: 405 })).toBe('ok');
    expect(recorded()).toContain('"code":405');
  });

  it('labels robots, sets that became telephones, and devices with more pods than a break can have', async () => {
    expect(await hear({}, aCaller({ agentClass: AGENT_CLASSES.robot }))).toBe('ivt');
    const token = tokenOf({ agentClass: AGENT_CLASSES.tv, networkClass: 7, podSeed: 2 });
    expect(await hear({ token }, aCaller({ agentClass: AGENT_CLASSES.phone }))).toBe('ivt');
    expect(await hear({ token }, aCaller({ networkClass: 8 }))).toBe('ok'); // people go from one network to another
    const other = aCaller({ address: '198.51.100.1' });
    const pods = Array.from({ length: 9 }, (_, n) => hear({ token: tokenOf({ podSeed: 100 + n }) }, other));
    expect(await Promise.all(pods)).toEqual([...Array<string>(8).fill('ok'), 'ivt']);
  });

  it('bills nothing of a robot that calls twice at once, and a viewer who calls beside it once', async () => {
    const robot = aCaller({ agentClass: AGENT_CLASSES.robot });
    expect(await Promise.all([hear({}, robot), hear({}, robot)])).toEqual(['ivt', 'ivt']);
    expect(billed).toEqual([]);
    const token = tokenOf({ podSeed: 2 });
    const calls = [hear({ token }, robot), hear({ token }), hear({ token }, robot), hear({ token })];
    expect(await Promise.all(calls)).toEqual(['ivt', 'ok', 'dup', 'dup']);
    expect(billed.length).toBe(1);
  });

  it('notes a client whose calls are mostly repeats, and bills it all the same: players do try again', async () => {
    for (let n = 0; n < 30; n++) await hear();
    nowMs += 1000;
    expect(await hear({ event: 'start' })).toBe('ok');
    expect(recorded()).toContain('"reasons":["repeats"]');
  });

  it('refuses what cannot be kept, and takes the second try for the first', async () => {
    const real = disk.open;
    let isFull = false;
    disk.open = async (file) => {
      const opened = await real(file);
      return { ...opened, sync: () => (isFull ? Promise.reject(new Error('ENOSPC')) : opened.sync()) };
    };
    await start();
    isFull = true;
    await expect(hear()).rejects.toThrow('Cannot keep 1 events: Error: ENOSPC');
    expect(await collector.decided(tokenOf(), null)).toBe(false);
    expect(billed).toEqual([]);
    isFull = false;
    expect(await hear()).toBe('ok');
    expect(billed.length).toBe(1);
  });
});
