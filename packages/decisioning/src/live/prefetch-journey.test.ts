import type { BreakHint } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { aMinute, aNotice, NOON_MS, RULES } from './a-plan.builder.js';
import { openLiveRoom } from './live-room.js';
import { createReservations, type HoldPort } from './reservations.js';
import { askMs, binRates, p95Of } from './simulate-arrivals.js';

const PRICE_CPM = 20;
const ADS = 4;

/** One channel, a thousand televisions, a purse: wired as the service wires them, with a clock that is turned by hand. */
async function aLiveEvent() {
  const clock = { nowMs: NOON_MS };
  const purse = { debit: 0, charged: 0, pending: 0 };
  const known = new Set<string>();
  const port: HoldPort<null> = {
    reserve: async (ads) => {
      const news = ads.filter(({ adInstanceId }) => !known.has(adInstanceId)); // asked again: its expiry alone moves
      for (const { adInstanceId, debit } of news) {
        known.add(adInstanceId);
        purse.debit += debit;
      }
      purse.pending += news.length;
      return [];
    },
    commit: async ({ debit, priceCpm }) => {
      purse.debit -= debit;
      purse.charged += priceCpm / 1000;
      purse.pending -= 1;
    },
    release: async (ads) => {
      for (const { debit } of ads) purse.debit -= debit;
      purse.pending -= ads.length;
    },
  };
  const nowMs = () => clock.nowMs;
  const reservations = createReservations({ port, nowMs });
  const room = await openLiveRoom({
    ...{ secret: 'secret', nowMs, newId: () => 'p1', rules: RULES },
    onMoved: (move) => void reservations.planMoved(move),
  });
  const turnTo = async (atMs: number): Promise<void> => {
    clock.nowMs = atMs;
    room.advance();
    await reservations.sweep();
  };
  await room.count('one', { region: 'eu', kind: 'live', count: 1000 });
  await room.announce('one', [aNotice()]);
  const [hint] = room.hints('one');
  if (hint === undefined) throw new Error('Cannot run the event: the plan gives no hint, expected one');
  return { room, reservations, purse, turnTo, hint };
}

const televisions = Array.from({ length: 1000 }, (_, n) => `tv-${n}`);
const adIdsOf = (session: string) => Array.from({ length: ADS }, (_, slot) => `${session}/p1/${slot}`);

/** Every television asks in its slot, in the order of time. Gives when each asked. */
async function fetchAll(event: Awaited<ReturnType<typeof aLiveEvent>>, hint: BreakHint): Promise<readonly number[]> {
  const asks = televisions
    .map((session) => ({ session, atMs: askMs(hint, { sessionId: session, joinedMs: NOON_MS }, 6000) ?? 0 }))
    .sort((one, other) => one.atMs - other.atMs);
  for (const { session, atMs } of asks) {
    await event.turnTo(atMs);
    const { verdict } = event.room.judge(hint, session);
    const ads = adIdsOf(session).map((adInstanceId) => ({
      ...{ adInstanceId, lineItemId: 'l1', priceCpm: PRICE_CPM, of: null },
    }));
    const { planId, expiresAtMs } = hint;
    const refused = await event.reservations.hold({ planId, channel: 'one', expiresAtMs }, ads);
    if (verdict !== 'good' || refused.length > 0)
      throw new Error(`Cannot fetch: the hint is ${verdict}, expected good`);
  }
  return asks.map(({ atMs }) => atMs);
}

describe('a live event that is fetched ahead', () => {
  it('asks at p95 at most twice the mean (R36), and pays for what was shown and nothing else', async () => {
    const event = await aLiveEvent();
    const rates = binRates(await fetchAll(event, event.hint), 1000);
    expect(p95Of(rates)).toBeLessThanOrEqual((2 * 1000) / rates.length);
    expect(p95Of(rates)).toBeLessThanOrEqual(RULES.targetTps * (1 + RULES.headroom));
    expect(event.purse.debit).toBeCloseTo((1000 * ADS * 0.9 * PRICE_CPM) / 1000);

    const startMs = event.hint.expectedStartMs + 3000; // it comes a little late
    await event.turnTo(startMs);
    await event.room.hear('one', {
      ...{ type: 'break-start', key: '7', carrier: 'ts', evidence: '', kind: 'linear', startsAt: startMs },
      ...{ plannedMs: 120_000, autoReturn: true, upids: [], segmentationTypeId: null },
    });
    expect(event.room.list('one')[0]?.state.phase).toBe('on-air');
    const impressions = televisions.slice(0, 800).flatMap(adIdsOf);
    const counted = await Promise.all(impressions.map((id) => event.reservations.shown(id, startMs)));
    expect(counted.every(Boolean)).toBe(true);
    await event.turnTo(startMs + 120_000);
    expect(event.room.list('one')[0]?.state.phase).toBe('over');
    await event.turnTo(startMs + 300_000);
    expect(event.reservations.counts()).toEqual({ reserved: 4000, consumed: 3200, wasted: 800, open: 0 });
    expect(event.purse.charged).toBeCloseTo((3200 * PRICE_CPM) / 1000);
    expect(event.purse.debit).toBeCloseTo(0);
    expect(event.purse.pending).toBe(0);
    expect(event.reservations.consumption('one')).toBeCloseTo(0.7 * 0.9 + 0.3 * 0.8);
  });

  it('gives all back when the break is cancelled after it was fetched', async () => {
    const event = await aLiveEvent();
    await fetchAll(event, event.hint);
    await event.room.cancel('one', 'p1');
    expect(event.room.judge(event.hint, 's').verdict).toBe('cancelled');
    expect(event.reservations.counts()).toEqual({ reserved: 4000, consumed: 0, wasted: 4000, open: 0 });
    expect(event.purse).toMatchObject({ charged: 0, pending: 0 });
    expect(event.purse.debit).toBeCloseTo(0);
  });

  it('keeps what was fetched when the break is moved and extended twice', async () => {
    const event = await aLiveEvent();
    await fetchAll(event, event.hint);
    const change = (more: object) => event.room.change('one', 'p1', more);
    await change({ expectedStartMs: event.hint.expectedStartMs + 15 * aMinute });
    await change({ durationMs: 180_000 });
    await change({ durationMs: 240_000 });
    await event.turnTo(event.hint.expiresAtMs + aMinute);
    expect(event.reservations.counts()).toMatchObject({ wasted: 0, open: 4000 });
    const [now] = event.room.hints('one');
    expect(now).toMatchObject({ durationMs: 240_000, windowStartMs: event.hint.windowStartMs });
  });
});
