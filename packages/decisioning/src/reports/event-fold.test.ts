import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aTicket, aTicketAd, NOON } from '../beacons/a-ticket.builder.js';
import type { PodTicket, ReadTicket } from '../beacons/pod-ticket.js';
import { mintPodToken, readPodToken, shortName } from '../beacons/pod-token.js';
import { createTokenKeys } from '../beacons/token-keys.js';
import type { BeaconRecord, DecisionRecord } from '../events/event-record.js';
import { createEventFold, type EventFold, type FoldLimits } from './event-fold.js';
import { queryReport, type ReportQuery, type ReportRow } from './query-report.js';

const keys = createTokenKeys([{ id: 'k1', secret: 'a secret of the tests' }]);
const ticketOf = (more: Partial<PodTicket> = {}): ReadTicket => readPodToken(mintPodToken(aTicket(more), keys))!;

const LONG = 'spring-2026-cars-of-the-north-prime-time-sports-guaranteed';

let ids = 0;
const aRecord = (more: Partial<BeaconRecord> = {}): BeaconRecord => ({
  ...{
    kind: 'beacon',
    id: `r${ids++}`,
    atMs: NOON,
    token: '',
    ad: 0,
    event: 'impression',
    verdict: 'ok',
    party: 'client',
  },
  ...more,
});
const aDecision = (more: Partial<DecisionRecord> = {}): DecisionRecord => ({
  ...{ kind: 'decision', id: `r${ids++}`, atMs: NOON, token: '' },
  ...more,
});
const aQuery = (more: Partial<ReportQuery> = {}): ReportQuery => ({
  ...{ granularity: 'hour', fromMs: null, toMs: null, groupBy: [], filter: {} },
  ...more,
});
/** All of its steps at once. */
function report(fold: EventFold, more: Partial<ReportQuery> = {}): readonly ReportRow[] {
  const steps = queryReport(fold.rollUps, aQuery(more), {
    campaignOf: (lineItemId) => (lineItemId.startsWith('spring') ? 'spring' : null),
    creativeOf: (_, tag) => (tag === 1 ? 'film' : null),
    lineItemNameOf: (lineItemId) => (lineItemId === shortName(LONG) ? LONG : null),
  });
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** A fold that heard all of these. */
function folded(
  records: readonly (readonly [BeaconRecord | DecisionRecord, ReadTicket | null])[],
  limits?: FoldLimits,
) {
  const fold = createEventFold(limits);
  const billed: string[] = [];
  fold.onBillable(({ commitId }) => billed.push(commitId));
  for (const [record, ticket] of records) fold.apply(record, ticket, false);
  return { fold, billed };
}

const TWO = [
  aTicketAd({ lineItemId: 'spring-a' }),
  aTicketAd({ lineItemId: 'bid', bidderId: 'b1', cpmMicros: 4_000_000 }),
];

describe('an impression of a bid', () => {
  it('counts for what was kept with its decision, the place in the pod told apart, also in a replay of the log', () => {
    const ticket = ticketOf({ placed: 2, ads: [aTicketAd(), aTicketAd({ bidderId: 'dsp' })] });
    const bid = { ad: 1, name: 'dsp:open:1', keys: ['advertiser:acme'] };
    const fold = createEventFold();
    const counted: unknown[] = [];
    fold.onBillable((impression) => counted.push(impression.counted));
    fold.apply(aDecision({ counted: [bid] }), ticket, true);
    for (const ad of [0, 1]) fold.apply(aRecord({ ad }), ticket, true);
    expect(counted).toEqual([null, bid]);
  });
});

describe('createEventFold', () => {
  it('sums by second, minute, hour and break', () => {
    const ticket = ticketOf({ ads: TWO, placed: 2 });
    const { fold } = folded([
      [aDecision(), ticket],
      [aRecord(), ticket],
      [aRecord({ atMs: NOON + 61_000, ad: 1 }), ticket],
      [aRecord({ atMs: NOON + 61_500, ad: 1, event: 'firstQuartile' }), ticket],
    ]);
    for (const [granularity, impressions] of [
      ['second', [1, 1]],
      ['minute', [1, 1]],
      ['hour', [2]],
      ['break', [2]],
    ] as const) {
      expect(report(fold, { granularity, groupBy: ['time'] }).map((row) => row.impressions)).toEqual(impressions);
    }
    expect(report(fold, { granularity: 'break', groupBy: ['time'] })[0]).toMatchObject({
      ...{ eventId: 'channel-7', breakId: 'brk-4711', fromMs: NOON },
      ...{ decisions: 2, impressions: 2, firstQuartiles: 1, revenue: 0.0165 },
    });
  });

  it('groups by line item, campaign, bidder and cohort, and filters by them', () => {
    const [one, many] = [ticketOf({ ads: TWO, placed: 2 }), ticketOf({ ads: TWO, placed: 2, cohort: 'c1' })];
    const { fold } = folded([
      [aRecord(), one],
      [aRecord({ ad: 1 }), one],
      [aRecord({ ad: 1, nonce: 'x' }), many],
    ]);
    expect(report(fold, { groupBy: ['campaign', 'bidder'] })).toMatchObject([
      { campaign: 'spring', bidder: 'none', impressions: 1, revenue: 0.0125 },
      { campaign: 'none', bidder: 'b1', impressions: 2, revenue: 0.008 },
    ]);
    expect(report(fold, { groupBy: ['lineItem'], filter: { cohort: 'c1' } })).toMatchObject([
      { lineItem: 'bid', impressions: 1 },
    ]);
    expect(report(fold, { fromMs: NOON + 3_600_000 })).toEqual([]);
    expect(report(fold, { toMs: NOON })).toEqual([]);
  });

  it('tells the creatives of a line item apart, one that is gone from the catalogue by its tag', () => {
    const ticket = ticketOf({ ads: [aTicketAd({ creativeTag: 1 }), aTicketAd({ creativeTag: 0xc0de }), TWO[1]!] });
    const { fold } = folded([
      [aRecord(), ticket],
      [aRecord({ ad: 1 }), ticket],
      [aRecord({ ad: 2 }), ticket],
    ]);
    const byCreative = report(fold, { groupBy: ['creative'] });
    expect(byCreative.map(({ creative, impressions }) => [creative, impressions])).toEqual([
      ['film', 1],
      ['~00c0de', 1],
      ['none', 1],
    ]);
    expect(report(fold, { filter: { creative: 'film' } })).toMatchObject([{ impressions: 1 }]);
  });

  it('finds by their whole names what tokens have by short ones, and says the whole name of a line item', () => {
    const breakId = 'urn:uuid:6f1f8c0e-0b1d-4a39-9f6b-8a3a5f0f4b11/2026-11-26T12:00:00Z/1';
    const ticket = ticketOf({ breakId, ads: [aTicketAd({ lineItemId: LONG })] });
    const { fold } = folded([
      [aRecord(), ticket],
      [aRecord(), ticketOf()],
    ]);
    const filter = { break: breakId, lineItem: LONG };
    const found = report(fold, { granularity: 'break', groupBy: ['time', 'lineItem'], filter });
    expect(found).toMatchObject([{ breakId: shortName(breakId), lineItem: LONG, impressions: 1 }]);
    const byShort = { break: shortName(breakId), lineItem: shortName(LONG) };
    expect(report(fold, { granularity: 'break', filter: byShort })).toMatchObject([{ impressions: 1 }]);
    expect(report(fold, { granularity: 'break', filter: { break: `${breakId}0` } })).toEqual([]);
  });

  it('counts repeats, late and suspect impressions, skips and errors apart', () => {
    const ticket = ticketOf();
    const { fold } = folded([
      [aRecord({ verdict: 'late' }), ticket],
      [aRecord({ verdict: 'ivt', reasons: ['robot-agent'] }), ticket],
      [aRecord(), ticket],
      [aRecord({ verdict: 'dup' }), ticket],
      [aRecord({ event: 'skip' }), ticket],
      [aRecord({ event: 'error', code: 405 }), ticket],
      [aRecord({ verdict: 'badsig' }), null],
    ]);
    expect(report(fold)).toMatchObject([
      { impressions: 1, duplicates: 1, lateImpressions: 1, suspectImpressions: 1, skips: 1, errors: 1 },
    ]);
    expect(fold.verdicts).toEqual({ ok: 3, dup: 1, late: 1, badsig: 1, ivt: 1 });
  });

  it('bills each placing once, in whatever order and how often the log has it', () => {
    const tickets = [1, 2, 3].map((podSeed) =>
      ticketOf({ podSeed, ads: TWO, placed: 2, cohort: podSeed === 3 ? 'c' : null }),
    );
    const wanted = tickets.flatMap((ticket) =>
      [0, 1].flatMap((ad) => (ticket.cohort === null ? ['n'] : ['n', 'm']).map((nonce) => ({ ticket, ad, nonce }))),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray([...wanted, ...wanted, ...wanted], { minLength: 24, maxLength: 24 }), (calls) => {
        const { billed, fold } = folded(
          calls.map(({ ticket, ad, nonce }) => [aRecord({ ad, nonce }), ticket] as const),
        );
        expect(new Set(billed).size).toBe(wanted.length);
        expect(billed.length).toBe(wanted.length);
        expect(report(fold)[0]).toMatchObject({ impressions: 8, duplicates: 16 });
      }),
      { numRuns: 20 },
    );
  });

  it('applies a record once that an engine delivers twice', () => {
    const [ticket, record] = [ticketOf(), aRecord({ event: 'start' })];
    expect(
      report(
        folded([
          [record, ticket],
          [record, ticket],
        ]).fold,
      ),
    ).toMatchObject([{ starts: 1 }]);
  });

  it('bills nothing of a break that it has settled, since it forgot who was there', () => {
    const ticket = ticketOf();
    const { billed, fold } = folded([
      [aRecord(), ticket],
      [aRecord({ atMs: ticket.expiresAtMs + 900_000, verdict: 'late' }), ticket],
      [aRecord({ atMs: ticket.expiresAtMs - 1 }), ticket], // an outage kept it
    ]);
    expect(billed.length).toBe(1);
    expect(report(fold)).toMatchObject([{ impressions: 1, lateImpressions: 2 }]);
  });

  it('keeps a bounded memory: closes the break that ends first, and bills too little, never too much', () => {
    const first = ticketOf({ breakId: 'first', expiresAtMs: NOON + 60_000 });
    const second = ticketOf({ breakId: 'second', ads: [aTicketAd(), aTicketAd({ lineItemId: 'x' })] });
    const { billed } = folded(
      [
        [aRecord(), first],
        [aRecord(), second],
        [aRecord({ ad: 1 }), second],
        [aRecord(), first],
      ],
      { maxImpressions: 2 },
    );
    expect(billed.length).toBe(3);
  });

  it('sums cohorts together where there are more than a bucket holds, and drops the oldest buckets', () => {
    const maxRows = { second: 2, minute: 2, hour: 100, break: 100 };
    const cohorts = ['a', 'b', 'c', 'd'].map((cohort) => ticketOf({ cohort }));
    const records = cohorts.map((ticket, n) => [aRecord({ atMs: NOON + n * 60_000, nonce: 'x' }), ticket] as const);
    const { fold } = folded(records, { maxRows, maxRowsInBucket: 2 });
    const rows = report(fold, { groupBy: ['cohort'] });
    expect(rows.map(({ cohort, impressions }) => [cohort, impressions])).toEqual([
      ['(others)', 2],
      ['a', 1],
      ['b', 1],
    ]);
    expect(report(fold, { granularity: 'minute', groupBy: ['time'] }).length).toBe(2);
  });
});

describe('reconciliation', () => {
  const pod = (podSeed: number) => ticketOf({ podSeed, ads: TWO, placed: 2 });
  const later = aTicket().expiresAtMs + 900_000;

  it('sets impressions beside decisions, by line item and bidder, when pods have expired', () => {
    const pods = Array.from({ length: 10 }, (_, n) => pod(n));
    const { fold } = folded([
      ...pods.map((ticket) => [aDecision(), ticket] as const),
      ...pods.slice(0, 9).map((ticket) => [aRecord(), ticket] as const),
      ...pods.slice(0, 5).map((ticket) => [aRecord({ ad: 1 }), ticket] as const),
    ]);
    expect(fold.reconciliation.report()).toMatchObject({ rows: [], totals: { openPods: 10 } });
    fold.settle(later);
    const { rows, neverSeen, totals } = fold.reconciliation.report();
    expect(rows).toMatchObject([
      { lineItemId: 'spring-a', bidderId: null, decisions: 10, impressions: 9, ratio: 0.9, isWithinBounds: true },
      { lineItemId: 'bid', bidderId: 'b1', decisions: 10, impressions: 5, ratio: 0.5, isWithinBounds: false },
    ]);
    expect(neverSeen).toMatchObject([{ podId: pods[9]!.podId, lineItemIds: ['spring-a', 'bid'] }]);
    expect(totals).toEqual({ openPods: 0, settledPods: 10, unknown: 0, neverSeen: 1 });
  });

  it('lists no pod as never heard of that was heard late, or by beacons that are suspect', () => {
    const { fold } = folded([
      ...[1, 2, 3].map((podSeed) => [aDecision(), pod(podSeed)] as const),
      [aRecord({ verdict: 'ivt', reasons: ['robot-agent'] }), pod(1)],
      [aRecord({ verdict: 'late', atMs: pod(2).expiresAtMs + 1000 }), pod(2)],
    ]);
    fold.settle(later);
    const { neverSeen, totals } = fold.reconciliation.report();
    expect(neverSeen).toMatchObject([{ podId: pod(3).podId }]);
    expect(totals).toMatchObject({ settledPods: 3, neverSeen: 1 });
  });

  it('settles a pod once, whatever comes after that', () => {
    const { fold } = folded([
      [aDecision(), pod(1)],
      [aRecord(), pod(1)],
      [aRecord({ event: 'start', atMs: later }), pod(1)], // an outage kept it
      [aRecord({ event: 'complete', verdict: 'late', atMs: later }), pod(1)],
    ]);
    fold.settle(later + 1000);
    expect(fold.reconciliation.report().totals).toMatchObject({ openPods: 0, settledPods: 1, neverSeen: 0 });
  });

  it('lists impressions whose decision nobody recorded', () => {
    const { fold } = folded([[aRecord(), pod(1)]]);
    fold.settle(later);
    const { rows, unknown } = fold.reconciliation.report();
    expect(unknown).toMatchObject([{ podId: pod(1).podId, breakId: 'brk-4711' }]);
    expect(rows[0]).toMatchObject({ decisions: 0, unknownImpressions: 1, ratio: null, isWithinBounds: false });
  });

  it('leaves out pods that many share', () => {
    const shared = ticketOf({ cohort: 'c' });
    const { fold } = folded([
      [aDecision(), shared],
      [aRecord({ nonce: 'a' }), shared],
      [aRecord({ nonce: 'b' }), shared],
    ]);
    fold.settle(later);
    expect(fold.reconciliation.report().rows).toEqual([]);
  });

  it('settles the oldest early where there are more than it may hold', () => {
    const { fold } = folded(
      [
        [aDecision(), pod(1)],
        [aDecision(), pod(2)],
      ],
      { maxOpenPods: 1 },
    );
    expect(fold.reconciliation.report().totals).toMatchObject({ openPods: 1, settledPods: 1, neverSeen: 1 });
  });

  it('settles early what is shown in full, before what waits for its break: a mid-roll that was asked for with all of its list', () => {
    const identity = { device: 'd', user: null, household: null };
    const [midRoll, ...others] = [1, 2, 3, 4, 5].map(pod);
    const fold = createEventFold({ maxOpenPods: 2 });
    const seen: unknown[] = [];
    fold.onBillable(({ podId, identity: whose }) => podId === midRoll!.podId && seen.push(whose));
    fold.apply(aDecision({ identity }), midRoll!, false);
    for (const ticket of others) {
      fold.apply(aDecision(), ticket, false);
      for (const ad of [0, 1]) fold.apply(aRecord({ ad }), ticket, false);
      fold.apply(aRecord({ ad: 1, event: 'complete' }), ticket, false);
    }
    for (const ad of [0, 1]) fold.apply(aRecord({ ad }), midRoll!, false);
    expect(seen).toEqual([identity, identity]);
    fold.settle(later);
    const { rows, totals } = fold.reconciliation.report();
    expect(totals).toEqual({ openPods: 0, settledPods: 5, unknown: 0, neverSeen: 0 });
    expect(rows).toMatchObject([
      { decisions: 5, impressions: 5 },
      { decisions: 5, impressions: 5 },
    ]);
  });
});
