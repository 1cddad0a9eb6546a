import { describe, expect, it } from 'vitest';
import { aMinute, aPlan, NOON_MS } from './a-plan.builder.js';
import type { BreakPlan } from './break-plan.js';
import { createReservations, type HeldAd, type HoldPort } from './reservations.js';

/** A budget that writes down all it is told. */
function aBudget(room = Infinity) {
  const told: string[] = [];
  const spent = { debit: 0, charged: 0 };
  const port: HoldPort<null> = {
    reserve: async (ads) => {
      const refused = ads.slice(room).map(({ adInstanceId }) => adInstanceId);
      for (const { adInstanceId, debit } of ads.slice(0, room)) {
        told.push(`reserve ${adInstanceId}`);
        spent.debit += debit;
      }
      return refused;
    },
    commit: async ({ adInstanceId, debit, priceCpm }) => {
      told.push(`commit ${adInstanceId}`);
      spent.debit -= debit;
      spent.charged += priceCpm / 1000;
    },
    release: async (ads) => {
      for (const { adInstanceId, debit } of ads) {
        told.push(`release ${adInstanceId}`);
        spent.debit -= debit;
      }
    },
  };
  return { told, spent, port };
}

function aDesk(budget = aBudget(), maxHeld = 100) {
  const clock = { nowMs: NOON_MS };
  const reservations = createReservations({ port: budget.port, nowMs: () => clock.nowMs, maxHeld });
  return { ...budget, clock, reservations };
}

const anAd = (adInstanceId: string) => ({ adInstanceId, lineItemId: 'l1', priceCpm: 20, of: null });
const expiresAtMs = NOON_MS + 20 * aMinute;
const forPlan = (planId = 'p1') => ({ planId, channel: 'one', expiresAtMs });
const inPhase = (state: BreakPlan['state'], parts: Partial<BreakPlan> = {}) => ({
  before: null,
  plan: aPlan({ state, ...parts }),
});
const onAir = inPhase({ phase: 'on-air', startedMs: NOON_MS });
const over = inPhase({ phase: 'over', startedMs: NOON_MS, endedMs: NOON_MS + 2 * aMinute });

describe('createReservations', () => {
  it('debits the share that is usually shown, and the whole price when it is', async () => {
    const { reservations, spent } = aDesk();
    await reservations.hold(forPlan(), [anAd('a'), anAd('b')]);
    expect(spent.debit).toBeCloseTo(2 * 0.9 * 0.02);
    expect(await reservations.shown('a', NOON_MS)).toBe(true);
    expect(spent.debit).toBeCloseTo(0.9 * 0.02);
    expect(spent.charged).toBeCloseTo(0.02);
  });

  it('commits or releases each ad once', async () => {
    const { reservations, told, clock } = aDesk();
    await reservations.hold(forPlan(), [anAd('a'), anAd('b')]);
    await reservations.hold(forPlan(), [anAd('a')]); // a retry
    await reservations.shown('a', NOON_MS);
    expect(await reservations.shown('a', NOON_MS)).toBe(false);
    clock.nowMs = expiresAtMs;
    await reservations.sweep();
    await reservations.sweep();
    expect(told).toEqual(['reserve a', 'reserve b', 'commit a', 'release b']);
    expect(reservations.counts()).toEqual({ reserved: 2, consumed: 1, wasted: 1, open: 0 });
    expect(await reservations.shown('b', NOON_MS)).toBe(false);
  });

  it('holds for a break of another node, whose hints alone say that it has moved, as long as the latest of them', async () => {
    const { reservations, told, clock } = aDesk();
    await reservations.hold(forPlan(), [anAd('a')]);
    await reservations.hold({ ...forPlan(), expiresAtMs: expiresAtMs + 10 * aMinute }, [anAd('b')]);
    clock.nowMs = expiresAtMs + aMinute;
    await reservations.sweep();
    expect(await reservations.shown('b', clock.nowMs)).toBe(true);
    clock.nowMs = expiresAtMs + 10 * aMinute;
    await reservations.sweep();
    expect(told).toEqual(['reserve a', 'reserve b', 'commit b', 'release a']);
  });

  it('gives back what another pod of the same viewer takes the place of', async () => {
    const { reservations, told } = aDesk();
    await reservations.hold(forPlan(), [anAd('a'), anAd('b')]);
    await reservations.shown('b', NOON_MS);
    await reservations.replaced(['a', 'b', 'unknown']);
    expect(told).toEqual(['reserve a', 'reserve b', 'commit b', 'release a']);
    expect(reservations.counts()).toEqual({ reserved: 2, consumed: 1, wasted: 1, open: 0 });
  });

  it('says what cannot be held: it must not be shown', async () => {
    const { reservations } = aDesk(aBudget(1));
    expect(await reservations.hold(forPlan(), [anAd('a'), anAd('b')])).toEqual(['b']);
    expect(await reservations.shown('b', NOON_MS)).toBe(false);
  });

  it('releases all of a break that is cancelled, at once', async () => {
    const { reservations, spent } = aDesk();
    await reservations.hold(forPlan(), [anAd('a'), anAd('b')]);
    await reservations.hold(forPlan('p2'), [anAd('c')]);
    await reservations.planMoved(inPhase({ phase: 'cancelled', atMs: NOON_MS }));
    expect(reservations.counts()).toMatchObject({ wasted: 2, open: 1 });
    expect(spent.debit).toBeCloseTo(0.9 * 0.02);
  });

  it('holds nothing for a break that is cancelled while the store is asked', async () => {
    const budget = aBudget();
    let answer = (): void => {};
    const slow: HoldPort<null> = {
      ...budget.port,
      reserve: async (ads: readonly HeldAd<null>[], untilMs) => {
        await new Promise<void>((resolve) => (answer = resolve));
        return budget.port.reserve(ads, untilMs);
      },
    };
    const { reservations } = aDesk({ ...budget, port: slow });
    const held = reservations.hold(forPlan(), [anAd('a')]);
    await reservations.planMoved(inPhase({ phase: 'cancelled', atMs: NOON_MS }));
    answer();
    expect(await held).toEqual(['a']);
    expect(budget.told).toEqual(['reserve a', 'release a']);
  });

  it('waits for the late beacons of a break that is over, and no longer', async () => {
    const { reservations, clock, told } = aDesk();
    await reservations.hold(forPlan(), [anAd('a'), anAd('b')]);
    await reservations.planMoved(over);
    clock.nowMs = NOON_MS + 3 * aMinute;
    await reservations.sweep();
    expect(await reservations.shown('a', NOON_MS + aMinute)).toBe(true);
    clock.nowMs = NOON_MS + 4 * aMinute;
    await reservations.sweep();
    expect(told.slice(2)).toEqual(['commit a', 'release b']);
  });

  it('holds for longer what belongs to a break that comes later, and tells the store only where it must', async () => {
    const { reservations, clock, told } = aDesk();
    await reservations.hold(forPlan(), [anAd('a')]);
    await reservations.planMoved(inPhase({ phase: 'armed' }, { expiresAtMs: expiresAtMs + aMinute }));
    expect(told).toEqual(['reserve a']);
    await reservations.planMoved(inPhase({ phase: 'armed' }, { expiresAtMs: expiresAtMs + 10 * aMinute }));
    expect(told).toEqual(['reserve a', 'reserve a']);
    clock.nowMs = expiresAtMs + 9 * aMinute;
    await reservations.sweep();
    expect(reservations.counts().open).toBe(1);
  });

  it('holds on while a break is on air that began late, after its pods could have expired', async () => {
    const { reservations, clock } = aDesk();
    await reservations.hold(forPlan(), [anAd('a')]);
    await reservations.planMoved(inPhase({ phase: 'on-air', startedMs: expiresAtMs - 1000 }));
    clock.nowMs = expiresAtMs + aMinute;
    await reservations.sweep();
    expect(await reservations.shown('a', clock.nowMs)).toBe(true);
  });

  it('learns from breaks that were on air which share is shown', async () => {
    const { reservations, clock } = aDesk();
    const isShown = async (planId: string, ads: readonly string[], shown: readonly string[]) => {
      await reservations.hold({ ...forPlan(planId), expiresAtMs: clock.nowMs + aMinute }, ads.map(anAd));
      for (const id of shown) await reservations.shown(id, NOON_MS);
      await reservations.planMoved({ before: null, plan: { ...onAir.plan, id: planId } });
      clock.nowMs += 20 * aMinute;
      await reservations.sweep();
    };
    await isShown('p1', ['a', 'b'], ['a']);
    expect(reservations.consumption('one')).toBeCloseTo(0.7 * 0.9 + 0.3 * 0.5);
    await isShown('p2', ['c', 'd'], ['c']);
    expect(reservations.consumption('one')).toBeCloseTo(0.7 * 0.78 + 0.3 * 0.5);
    expect(reservations.consumption('two')).toBe(0.9);
  });

  it('learns nothing from a break that never began', async () => {
    const { reservations, clock } = aDesk();
    await reservations.hold(forPlan(), [anAd('a')]);
    clock.nowMs = expiresAtMs;
    await reservations.sweep();
    expect(reservations.consumption('one')).toBe(0.9);
  });

  it('holds no more than it may, and nothing that has expired', async () => {
    const { reservations, clock } = aDesk(aBudget(), 1);
    expect(await reservations.hold(forPlan(), [anAd('a')])).toEqual([]);
    expect(await reservations.hold(forPlan(), [anAd('b')])).toEqual(['b']);
    clock.nowMs = expiresAtMs;
    await reservations.sweep();
    expect(await reservations.hold(forPlan(), [anAd('b')])).toEqual(['b']);
  });
});
