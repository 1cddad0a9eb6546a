import type { BreakHint, DecisionReply, DecisionRequest } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { mintPodToken, readPodToken } from '../beacons/pod-token.js';
import { createTokenKeys } from '../beacons/token-keys.js';
import { aTicket, aTicketAd } from '../beacons/a-ticket.builder.js';
import { aCreative, aLineItem } from '../decide/a-sale.builder.js';
import type { FullDecision } from '../decide/decide-full.js';
import type { DecisionNews } from '../decide/decision-news.js';
import type { Offer } from '../decide/offer.js';
import type { Ask } from '../eligibility/facts.js';
import { aMinute, aPlan, NOON_MS } from '../live/a-plan.builder.js';
import { createHoldAhead } from './hold-ahead.js';

const keys = createTokenKeys([{ id: 'k1', secret: 'a secret of the tests' }]);
const hint = { planId: 'p1', expiresAtMs: NOON_MS + 20 * aMinute } as BreakHint;
const offerOf = (id: string): Offer => ({
  candidate: {
    ...{ id, durationMs: 15_000, value: 9, tier: 2, advertisers: [], categories: [], films: [] },
    ...{ position: 'any', limits: [] },
  },
  of: { type: 'line-item', lineItem: aLineItem(id), creative: aCreative(id) },
});

/** A decision with two ads, for the plan or for now, and the name that its first impression has. */
function aDecision(sessionId: string, more: Partial<Extract<DecisionNews, { type: 'decided' }>> = {}) {
  const token = mintPodToken(aTicket({ breakId: sessionId, ads: [aTicketAd(), aTicketAd()] }), keys);
  const news: DecisionNews = {
    ...{ type: 'decided', rung: 'full', falls: [], tookMs: 1, reply: {} as DecisionReply, token },
    request: { hint } as DecisionRequest,
    ask: { sessionId, publisherId: 'default', atMs: NOON_MS } as Ask,
    full: { chosen: [offerOf('a'), offerOf('b')] } as unknown as FullDecision,
    ...more,
  };
  return { news, commitId: `${readPodToken(token)?.podId}.0` };
}

function set() {
  const clock = { nowMs: NOON_MS };
  const told: string[] = [];
  const counts: string[] = [];
  const hold = createHoldAhead({
    nowMs: () => clock.nowMs,
    giveBack: ({ candidate }) => told.push(`budget ${candidate.id}`),
    shown: ({ candidate }) => told.push(`shown ${candidate.id}`),
    release: ({ candidate }) => told.push(`caps ${candidate.id}`),
    extend: async ({ candidate }, _, expiresAtMs) => void told.push(`${candidate.id} to ${expiresAtMs - NOON_MS}`),
    onCount: ({ of, ads, ...more }) => counts.push([of, ads, ...Object.values(more)].join(' ')),
    onFault: (detail) => expect.unreachable(detail),
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { clock, told, counts, hold, settle };
}
const cancelled = { before: null, plan: aPlan({ state: { phase: 'cancelled', atMs: NOON_MS } }) };

describe('createHoldAhead', () => {
  it('gives back at once what was taken for a break that is cancelled, but for what was shown', async () => {
    const { hold, told, counts, settle } = set();
    const { news, commitId } = aDecision('s');
    hold.decided(news);
    await settle();
    hold.shown({ commitId, atMs: NOON_MS });
    hold.planMoved(cancelled);
    await settle();
    expect(told).toEqual(['budget b', 'caps b']);
    expect(counts).toEqual(['reserved 2', 'consumed 1', 'wasted 1 cancelled']);
  });

  it('says what was shown when budgets have heard of the impression', async () => {
    const { hold, told, settle } = set();
    const { news, commitId } = aDecision('s');
    hold.decided(news);
    await settle();
    hold.shown({ commitId, atMs: NOON_MS });
    hold.sweep();
    expect(told).toEqual([]);
    hold.sweep();
    hold.sweep();
    expect(told).toEqual(['shown a']);
  });

  it('gives back what was not shown until its pods cannot begin any more', async () => {
    const { hold, told, counts, settle, clock } = set();
    hold.decided(aDecision('s').news);
    await settle();
    clock.nowMs = hint.expiresAtMs - 1;
    hold.sweep();
    await settle();
    expect(told).toEqual([]);
    clock.nowMs = hint.expiresAtMs;
    hold.sweep();
    await settle();
    expect(told).toEqual(['caps a', 'caps b']); // what was taken of budgets has ended by itself
    expect(counts.at(-1)).toBe('wasted 2 expired');
  });

  it('gives the budgets of a session’s first pod back when it asks again and has another', async () => {
    const { hold, told, counts, settle } = set();
    const first = aDecision('s');
    hold.decided(first.news);
    await settle();
    hold.decided(first.news); // the same answer again
    hold.decided({ ...aDecision('s again').news, ask: { sessionId: 's', atMs: NOON_MS } as Ask });
    await settle();
    expect(told).toEqual(['budget a', 'budget b']);
    expect(counts).toEqual(['reserved 2', 'wasted 2 replaced', 'reserved 2']);
  });

  it('lets promises last as long as a break that was moved needs them', async () => {
    const { hold, told, settle } = set();
    hold.decided(aDecision('s').news);
    await settle();
    hold.planMoved({
      before: null,
      plan: aPlan({ state: { phase: 'armed' }, expiresAtMs: hint.expiresAtMs + 10 * aMinute }),
    });
    await settle();
    expect(told).toEqual([`a to ${35 * aMinute}`, `b to ${35 * aMinute}`]);
  });

  it('holds nothing of a pod for now, nor of a lower rung', async () => {
    const { hold, counts, settle } = set();
    hold.decided(aDecision('s', { request: {} as DecisionRequest }).news);
    hold.decided(aDecision('s', { rung: 'contingency' }).news);
    hold.decided(aDecision('s', { full: null }).news);
    await settle();
    expect(counts).toEqual([]);
  });

  it('counts the sessions that have their pod for a break', () => {
    const { hold, clock } = set();
    for (const session of ['s', 't', 's']) hold.decided(aDecision(session).news);
    expect([hold.sessionsOf('p1'), hold.sessionsOf('p2')]).toEqual([2, 0]);
    clock.nowMs = hint.expiresAtMs;
    hold.sweep();
    expect(hold.sessionsOf('p1')).toBe(0);
  });
});
