import { beforeEach, describe, expect, it } from 'vitest';
import { aTicket, aTicketAd, NOON } from '../beacons/a-ticket.builder.js';
import type { PodTicket, ReadTicket } from '../beacons/pod-ticket.js';
import { mintPodToken, readPodToken } from '../beacons/pod-token.js';
import { createTokenKeys } from '../beacons/token-keys.js';
import type { BeaconRecord, DecisionRecord } from '../events/event-record.js';
import { createEventFold, type BillableImpression, type EventFold } from './event-fold.js';

const keys = createTokenKeys([{ id: 'k1', secret: 'a secret of the tests' }]);
const ads = [aTicketAd(), aTicketAd({ bidderId: 'dsp' })];
const ticketOf = (more: Partial<PodTicket> = {}): ReadTicket =>
  readPodToken(mintPodToken(aTicket({ ads, placed: 2, ...more }), keys))!;
const pod = ticketOf();

let ids = 0;
const shown = (ad: number): BeaconRecord => ({
  ...{ kind: 'beacon', id: `b${ids++}`, atMs: NOON, token: '', ad },
  ...{ event: 'impression', verdict: 'ok', party: 'client' },
});
const identity = { device: 'd', user: null, household: null };
const bid = { ad: 1, name: 'dsp:open:1', keys: ['advertiser:acme'] };
const decided = (): DecisionRecord => ({
  ...{ kind: 'decision', id: `d${ids++}`, atMs: NOON, token: '', identity, counted: [bid] },
});

/** What was told of whom they are, in a fold of its own. */
function listen() {
  const fold = createEventFold();
  const identified: BillableImpression[] = [];
  fold.onIdentified((one) => identified.push(one));
  return { fold, identified };
}
let fold: EventFold;
let identified: BillableImpression[];
beforeEach(() => void ({ fold, identified } = listen()));

describe('an impression that comes into the log before its decision', () => {
  it('is told with whom it was decided for when that comes, once', () => {
    for (const ad of [0, 1]) fold.apply(shown(ad), pod, false);
    expect(identified).toEqual([]);
    fold.apply(decided(), pod, false);
    fold.apply(decided(), pod, false);
    expect(identified).toMatchObject([
      { ad: 0, identity, counted: null, isReplay: false },
      { ad: 1, identity, counted: bid, isReplay: false },
    ]);
  });

  it('is new where its decision is, though it was heard before the process began', () => {
    fold.apply(shown(0), pod, true);
    fold.apply(decided(), pod, false);
    expect(identified).toMatchObject([{ ad: 0, identity, isReplay: false }]);
  });

  it('is known from a checkpoint, too', () => {
    fold.apply(shown(0), pod, false);
    const next = listen();
    fold.kept.forEach((part, n) => {
      for (const row of part.save()) next.fold.kept[n]?.load(JSON.parse(JSON.stringify(row)));
    });
    next.fold.apply(decided(), pod, false);
    expect(next.identified).toMatchObject([{ ad: 0, identity, atMs: NOON }]);
  });

  it('is not waited for where it came behind, or where many share the pod', () => {
    fold.apply(decided(), pod, false);
    fold.apply(shown(0), pod, false);
    const shared = ticketOf({ cohort: 'c', podSeed: 7 });
    fold.apply(shown(0), shared, false);
    fold.apply(decided(), shared, false);
    expect(identified).toEqual([]);
  });
});
