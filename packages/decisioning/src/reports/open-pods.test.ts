import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadTicket } from '../beacons/pod-ticket.js';
import { createOpenPods } from './open-pods.js';

interface Pod {
  readonly ticket: ReadTicket;
  beacons: number;
}
const ticketOf = (podId: string, expiresAtMs: number) => ({ podId, expiresAtMs }) as ReadTicket;

function somePods(...expiries: readonly number[]) {
  const pods = createOpenPods<Pod>();
  const open = (ticket: ReadTicket): Pod => pods.of(ticket, () => ({ ticket, beacons: 0 }));
  expiries.forEach((expiresAtMs, n) => open(ticketOf(`p${n}`, expiresAtMs)));
  const taken: string[] = [];
  const take = ({ ticket }: Pod): void => void taken.push(ticket.podId);
  return { pods, open, taken, take };
}

describe('pods until they have expired', () => {
  it('are one for all that is heard of a ticket', () => {
    const { pods, open } = somePods();
    open(ticketOf('a', 5000)).beacons += 1;
    open(ticketOf('a', 5000)).beacons += 1;
    expect([pods.find(ticketOf('a', 5000))?.beacons, pods.find(ticketOf('b', 5000)), pods.size()]).toEqual([
      2,
      undefined,
      1,
    ]);
  });

  it('are dropped one by one, and what is not there is none', () => {
    const { pods, taken, take } = somePods(5000, 5000);
    pods.drop(ticketOf('p0', 5000));
    pods.drop(ticketOf('p0', 5000));
    expect([pods.find(ticketOf('p0', 5000)), pods.size()]).toEqual([undefined, 1]);
    expect(pods.takeFirst(5, take)).toBe(1);
    expect([taken, pods.size()]).toEqual([['p1'], 0]);
  });

  it('are taken out to the millisecond', () => {
    const { pods, taken, take } = somePods(9999, 10_000, 10_001, 25_000, 1);
    pods.takeExpired(10_000, take);
    expect(taken).toEqual(['p0', 'p4', 'p1']);
    pods.takeExpired(10_000, take);
    pods.takeExpired(10_001, take);
    expect([taken.slice(3), pods.size()]).toEqual([['p2'], 1]);
  });

  it('are taken out early, those that expire first', () => {
    const { pods, taken, take } = somePods(90_000, 10_000, 30_000, 20_000, 15_000);
    pods.takeFirst(3, take);
    expect([taken, pods.size()]).toEqual([['p1', 'p4', 'p3'], 2]);
    pods.takeFirst(0, take);
    pods.takeFirst(9, take);
    pods.takeFirst(9, take);
    expect([taken.length, pods.size()]).toEqual([5, 0]);
  });

  it('are taken once each, in any order of calls', () => {
    const call = fc.record({ what: fc.constantFrom('open', 'expired', 'first'), at: fc.nat(200_000), n: fc.nat(6) });
    fc.assert(
      fc.property(fc.array(call, { maxLength: 60 }), (calls) => {
        const { pods, open, taken, take } = somePods();
        const there = new Map<string, number>();
        calls.forEach(({ what, at, n }, id) => {
          const before = taken.length;
          if (what === 'open') {
            open(ticketOf(`p${id}`, at));
            there.set(`p${id}`, at);
          } else if (what === 'expired') pods.takeExpired(at, take);
          else pods.takeFirst(n, take);
          const gone = taken.slice(before);
          const due = [...there].filter(([, expiry]) => expiry <= at).map(([pod]) => pod);
          if (what === 'expired') expect([...gone].sort()).toEqual(due.sort());
          if (what === 'first') expect(gone).toHaveLength(Math.min(n, there.size));
          for (const pod of gone) expect(there.delete(pod)).toBe(true);
          expect(pods.size()).toBe(there.size);
        });
      }),
    );
  });
});
