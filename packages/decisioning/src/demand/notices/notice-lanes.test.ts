import { describe, expect, it } from 'vitest';
import type { Notice } from '../settle-notices.js';
import { createNoticeLanes, type NoticeEnd, type NoticeLimits } from './notice-lanes.js';

const notice = (bidderId: string, bidId: string, kind: Notice['kind'] = 'billable'): Notice => ({
  ...{ bidderId, bidId, kind, url: `https://${bidderId}.test/${bidId}` },
});

/** Lanes whose calls end when the test says so, and whose time passes at once. */
function set(limits: Partial<NoticeLimits> = {}) {
  const calls: { readonly url: string; readonly answer: (isTold: boolean) => void }[] = [];
  const rests: (() => void)[] = [];
  const outcomes: string[] = [];
  const ends: Record<string, NoticeEnd> = {};
  const lanes = createNoticeLanes({
    call: ({ url }) => new Promise((answer) => calls.push({ url, answer })),
    after: (_, run) => {
      rests.push(run);
      return () => void rests.splice(rests.indexOf(run), 1);
    },
    onOutcome: ({ bidId }, outcome) => outcomes.push(`${bidId} ${outcome}`),
    limits,
  });
  const send = (one: Notice): void => void lanes.send(one).then((end) => (ends[one.bidId] = end));
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const answer = async (isTold: boolean) => {
    for (const call of calls.splice(0)) call.answer(isTold);
    await settle();
  };
  const rest = async () => {
    for (const run of rests.splice(0)) run();
    await settle();
  };
  return { lanes, send, calls, rests, outcomes, ends, answer, rest, settle };
}

describe('createNoticeLanes (OpenRTB 2.6 §7.8)', () => {
  it('tries a billable notice again until it is answered with 200 or 204', async () => {
    const { send, answer, rest, ends, outcomes } = set();
    send(notice('alpha', '1'));
    await answer(false);
    await rest();
    await answer(true);
    expect(outcomes).toEqual(['1 failed', '1 told']);
    expect(ends).toEqual({ 1: 'told' });
  });

  it('gives one up that failed for a minute, and never tries again what bills nothing', async () => {
    const { send, answer, rest, rests, ends, outcomes } = set({ retries: 2 });
    send(notice('alpha', '1'));
    send(notice('alpha', '2', 'won'));
    for (let tries = 0; tries < 3; tries += 1) {
      await answer(false);
      await rest();
    }
    expect(ends).toEqual({ 1: 'given-up', 2: 'given-up' });
    expect(outcomes.filter((one) => one === '1 failed')).toHaveLength(3);
    expect(outcomes.filter((one) => one === '2 failed')).toHaveLength(1);
    expect(rests).toEqual([]);
  });

  it('holds up no other bidder for one that hangs, and takes no more of it than it has room for', async () => {
    const { lanes, send, calls, ends, settle } = set({ calls: 2, waiting: 1 });
    for (const id of ['1', '2', '3', '4']) send(notice('hangs', id));
    send(notice('alpha', '5'));
    await settle();
    expect([lanes.hasRoom('hangs'), lanes.hasRoom('alpha'), lanes.hasRoom('new')]).toEqual([false, true, true]);
    expect(calls.map(({ url }) => url)).toEqual([
      'https://hangs.test/1',
      'https://hangs.test/2',
      'https://alpha.test/5',
    ]);
    expect(ends).toEqual({ 4: 'dropped' });
  });

  it('starts nothing once it is closed, and leaves open what was to be tried again', async () => {
    const { lanes, send, answer, rests, ends } = set({ calls: 1 });
    send(notice('alpha', '1'));
    await answer(false);
    expect(rests).toHaveLength(1);
    lanes.close();
    expect(rests).toEqual([]);
    expect(ends).toEqual({});
  });
});
