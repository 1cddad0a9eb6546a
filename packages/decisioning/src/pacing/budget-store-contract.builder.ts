import { expect, it } from 'vitest';
import type { BudgetStore, LeaseAsk } from './budget-store.js';

export const T0 = 1_800_000_000_000;

export const anAsk = (account: string, overrides: Partial<LeaseAsk> = {}): LeaseAsk => ({
  account,
  goal: 1_000,
  unit: 1,
  wanted: 1_000_000,
  taken: [],
  ...overrides,
});

/** What every store of budgets keeps to. */
export function keepsTheBudgetContract(open: () => BudgetStore): void {
  const ask = async (store: BudgetStore, node: string, serial: number, asked: LeaseAsk, nowMs = T0) => {
    const [answer] = await store.lease({ node, serial, asks: [asked], nowMs, ttlMs: 3_000 });
    if (answer === undefined) throw new Error('Cannot test: no answer, expected one');
    return answer;
  };
  const take = (amount: number, expiresAtMs = T0 + 60_000) => ({ taken: [{ amount, expiresAtMs }] });
  const shown = (account: string, id: string, expiresAtMs = T0 + 60_000) => ({ id, account, amount: 1, expiresAtMs });

  it('lends each of the nodes a fourth of its part of what is left', async () => {
    const store = open();
    expect((await ask(store, 'n1', 1, anAsk('part'))).granted).toBe(250);
    expect((await ask(store, 'n2', 1, anAsk('part'))).granted).toBe(93); // (1000 - 250) / (4 · 2)
    expect((await ask(store, 'n1', 2, anAsk('part', { wanted: 10 }))).granted).toBe(10);
  });

  it('never lends more than there is, and lends the last one', async () => {
    const store = open();
    const held = [];
    for (let n = 0; n < 6; n++) held.push((await ask(store, `n${n}`, 1, anAsk('last', { goal: 3 }))).granted);
    expect(held).toEqual([1, 1, 1, 0, 0, 0]);
  });

  it('lends whole impressions of money', async () => {
    const store = open();
    expect((await ask(store, 'n1', 1, anAsk('money', { goal: 100_000, unit: 12_000 }))).granted).toBe(24_000);
    expect((await ask(store, 'n2', 1, anAsk('poor', { goal: 11_000, unit: 12_000 }))).granted).toBe(0);
  });

  it('has back what is not used when the lease is renewed or over', async () => {
    const store = open();
    await ask(store, 'n1', 1, anAsk('back'));
    const renewed = await ask(store, 'n1', 2, anAsk('back', { wanted: 0, ...take(40) }));
    expect(renewed.state).toEqual({ shown: 0, pending: 40, leased: 0 });
    await ask(store, 'n1', 3, anAsk('back'));
    expect((await ask(store, 'n2', 1, anAsk('back', { wanted: 1 }), T0 + 3_001)).state.leased).toBe(1);
  });

  it('books what was taken once, though the request comes twice', async () => {
    const store = open();
    await ask(store, 'n1', 1, anAsk('again', take(5)));
    expect((await ask(store, 'n1', 1, anAsk('again', take(5)))).state.pending).toBe(5);
    expect((await ask(store, 'n1', 2, anAsk('again', take(5)))).state.pending).toBe(10);
  });

  it('has back what a pod took that will not be shown, and never more than it took', async () => {
    const store = open();
    await ask(store, 'n1', 1, anAsk('given', { wanted: 0, ...take(5) }));
    expect((await ask(store, 'n1', 2, anAsk('given', { wanted: 0, ...take(-2) }))).state.pending).toBe(3);
    expect((await ask(store, 'n1', 3, anAsk('given', { wanted: 0, ...take(-9) }))).state.pending).toBe(0);
  });

  it('counts an impression once, though its commit comes twice', async () => {
    const store = open();
    await ask(store, 'n1', 1, anAsk('once', take(2)));
    expect(await store.commit([shown('once', 'a'), shown('once', 'b')], T0)).toEqual([true, true]);
    expect(await store.commit([shown('once', 'a')], T0 + 5_000)).toEqual([false]);
    expect((await ask(store, 'n1', 2, anAsk('once', { wanted: 0 }))).state).toEqual({
      shown: 2,
      pending: 0,
      leased: 0,
    });
  });

  it('does not mind an impression that is faster than the word of its pod', async () => {
    const store = open();
    await store.commit([shown('fast', 'a')], T0);
    expect((await ask(store, 'n1', 1, anAsk('fast', { wanted: 0, ...take(1) }))).state).toEqual({
      shown: 1,
      pending: 0,
      leased: 0,
    });
  });

  it('believes what is seen of a node that is gone and told nothing', async () => {
    const store = open();
    await ask(store, 'gone', 1, anAsk('gone', { goal: 8 }));
    await store.commit([shown('gone', 'a'), shown('gone', 'b')], T0 + 1_000);
    const left = await ask(store, 'n1', 1, anAsk('gone', { goal: 8 }), T0 + 4_000);
    expect(left.state).toEqual({ shown: 2, pending: 0, leased: 1 });
    // Of another pod that ends with it, taken much later: the two of the node that is gone are not taken for it.
    const later = await ask(store, 'n1', 2, anAsk('gone', { goal: 8, wanted: 0, ...take(1) }), T0 + 15_000);
    await ask(store, 'n1', 3, anAsk('gone', { goal: 8, wanted: 0, ...take(1) }), T0 + 16_000);
    expect((await ask(store, 'n1', 4, anAsk('gone', { goal: 8, wanted: 0 }), T0 + 16_000)).state.pending).toBe(1);
    expect(later.state.shown).toBe(2);
  });

  it('has back what a pod took that nobody saw, and counts it all the same where it is seen late', async () => {
    const store = open();
    await ask(store, 'n1', 1, anAsk('late', { wanted: 0, ...take(3) }));
    const after = T0 + 80_000;
    expect((await ask(store, 'n1', 2, anAsk('late', { wanted: 0 }), after)).state.pending).toBe(0);
    expect(await store.commit([shown('late', 'a')], after)).toEqual([true]);
    expect((await ask(store, 'n1', 3, anAsk('late', { wanted: 0 }), after)).state.shown).toBe(1);
  });

  it('holds a pod by the slowest of clocks that are 2 s off', async () => {
    const store = open();
    await ask(store, 'n1', 1, anAsk('skew', { wanted: 0, ...take(1, T0 + 10_000) }));
    expect((await ask(store, 'n2', 1, anAsk('skew', { wanted: 0 }), T0 + 13_999)).state.pending).toBe(1);
  });
}
