import { describe, expect, it } from 'vitest';
import type { BudgetStore } from './budget-store.js';
import { createBudgets } from './create-budgets.js';
import { createMemoryBudgetStore } from './memory-budget-store.js';

const T0 = 1_800_000_000_000;
const costs = [{ account: 'line-item:li1', amount: 1 }];
const accounts = [{ account: 'line-item:li1', goal: 100, unit: 1 }];
const times = { nowMs: T0, expiresAtMs: T0 + 60_000 };

async function aNode(store: BudgetStore = createMemoryBudgetStore(), node = 'n1') {
  const budgets = createBudgets({ store, node });
  budgets.track(accounts);
  await budgets.renew(T0);
  return budgets;
}

/** A store that can be made to answer nothing, having done it or not. */
function aPausedStore(inner: BudgetStore) {
  const fault = { mode: 'none' as 'none' | 'before' | 'after' };
  const may = async <Answer>(run: () => Promise<Answer>): Promise<Answer> => {
    if (fault.mode === 'before') throw new Error('Command timed out');
    const answer = await run();
    if (fault.mode === 'after') throw new Error('Command timed out');
    return answer;
  };
  const store: BudgetStore = {
    lease: (request) => may(() => inner.lease(request)),
    commit: (commits, nowMs) => may(() => inner.commit(commits, nowMs)),
    close: () => inner.close(),
  };
  return { store, fault };
}

describe('createBudgets', () => {
  it('takes from what was lent, and says when that is empty', async () => {
    const budgets = await aNode();
    const verdicts = Array.from({ length: 26 }, () => budgets.take(costs, times));
    expect(verdicts.filter((verdict) => verdict === 'ok')).toHaveLength(25);
    expect(verdicts.at(-1)).toBe('lease-empty');
    expect(budgets.isLow(T0)).toBe(true);
  });

  it('refills what runs low, and leaves the rest to the next renewal', async () => {
    const inner = createMemoryBudgetStore();
    const asked: string[][] = [];
    const lease: BudgetStore['lease'] = (request) => {
      asked.push(request.asks.map(({ account }) => account));
      return inner.lease(request);
    };
    const budgets = createBudgets({ store: { ...inner, lease }, node: 'n1' });
    budgets.track([...accounts, { account: 'line-item:li2', goal: 100, unit: 1 }]);
    await budgets.renew(T0);
    await budgets.refill(T0 + 50);
    while (budgets.take(costs, times) === 'ok');
    await budgets.refill(T0 + 100);
    expect(budgets.take(costs, times)).toBe('ok');
    await budgets.renew(T0 + 1000);
    expect(asked).toEqual([['line-item:li1', 'line-item:li2'], ['line-item:li1'], ['line-item:li1', 'line-item:li2']]);
    expect(budgets.state('line-item:li1')).toMatchObject({ pending: 26 });
  });

  it('is not low on what is gone from the catalogue: nobody refills it', async () => {
    const budgets = await aNode();
    while (budgets.take(costs, times) === 'ok');
    expect(budgets.isLow(T0)).toBe(true);
    budgets.track([{ account: 'line-item:li2', goal: 100, unit: 1 }]);
    await budgets.refill(T0 + 100);
    expect(budgets.isLow(T0 + 100)).toBe(false);
    budgets.track(accounts);
    expect(budgets.isLow(T0 + 200)).toBe(true);
  });

  it('tells what it took of what is gone from the catalogue, and gives the rest back: who comes after it counts nothing twice', async () => {
    const store = createMemoryBudgetStore();
    const budgets = await aNode(store);
    expect(budgets.take(costs, times)).toBe('ok');
    budgets.track([]);
    await budgets.renew(T0 + 1_000);
    const other = await aNode(store, 'n2');
    expect(other.state('line-item:li1')).toEqual({ shown: 0, pending: 1, leased: 24 }); // (100 - 1) / 4
    budgets.commit({ adInstanceId: 'ad1', costs, expiresAtMs: times.expiresAtMs });
    await budgets.renew(T0 + 2_000);
    budgets.track(accounts);
    await budgets.renew(T0 + 20_000);
    expect(budgets.state('line-item:li1')).toMatchObject({ shown: 1, pending: 0 });
  });

  it('has back what will not be shown of what is gone from the catalogue, and forgets it when its last pod has ended', async () => {
    const budgets = await aNode();
    budgets.take(costs, times);
    budgets.track([]);
    await budgets.renew(T0 + 1_000);
    budgets.giveBack(costs, { ...times, nowMs: T0 + 2_000 });
    await budgets.renew(T0 + 3_000);
    expect(budgets.state('line-item:li1')).toEqual({ shown: 0, pending: 0, leased: 0 });
    await budgets.renew(T0 + 80_000);
    expect(budgets.state('line-item:li1')).toBeNull();
  });

  it('asks for thousands of accounts by and by, and loses nothing of those that it has not asked for where the store fails', async () => {
    const inner = createMemoryBudgetStore();
    const many = Array.from({ length: 1200 }, (_, n) => ({ account: `line-item:${n}`, goal: 100, unit: 1 }));
    const sizes: number[] = [];
    let answers = Infinity;
    const lease: BudgetStore['lease'] = (request) => {
      sizes.push(request.asks.length);
      return answers-- > 0 ? inner.lease(request) : Promise.reject(new Error('Command timed out'));
    };
    const budgets = createBudgets({ store: { ...inner, lease }, node: 'n1' });
    budgets.track(many);
    await budgets.renew(T0);
    expect(sizes).toEqual([500, 500, 200]);
    for (const { account } of many) expect(budgets.take([{ account, amount: 1 }], times)).toBe('ok');
    answers = 1;
    await expect(budgets.renew(T0 + 1000)).rejects.toThrow('timed out');
    answers = Infinity;
    await budgets.renew(T0 + 2000);
    expect(new Set(many.map(({ account }) => budgets.state(account)?.pending))).toEqual(new Set([1]));
  });

  it('says when all of it is spent', async () => {
    const budgets = await aNode();
    let taken = 0;
    for (let second = 0; second < 60; second++) {
      while (budgets.take(costs, times) === 'ok') taken++;
      await budgets.renew(T0 + second);
    }
    expect(taken).toBe(100);
    expect(budgets.verdict(costs, T0)).toBe('budget-spent');
  });

  it('has back at once what will not be shown, told to the store or not, and nothing that has ended there', async () => {
    const store = createMemoryBudgetStore();
    const budgets = await aNode(store);
    const rest = () => {
      let taken = 0;
      while (budgets.take(costs, times) === 'ok') taken += 1;
      return taken;
    };
    expect(rest()).toBe(25);
    for (let ads = 0; ads < 5; ads += 1) budgets.giveBack(costs, times);
    expect(rest()).toBe(5);
    await budgets.renew(T0 + 1000);
    const lent = budgets.state('line-item:li1');
    expect(lent).toMatchObject({ pending: 25, leased: 18 }); // (100 - 25) / 4
    for (let ads = 0; ads < 5; ads += 1) budgets.giveBack(costs, times);
    await budgets.renew(T0 + 2000);
    expect(budgets.state('line-item:li1')).toMatchObject({ pending: 20, leased: 20 });
    for (let ads = 0; ads < 5; ads += 1) budgets.giveBack(costs, { ...times, nowMs: T0 + 80_000 });
    expect(rest()).toBe(20);
  });

  it('takes all costs of an ad or none', async () => {
    const budgets = await aNode();
    const two = [...costs, { account: 'campaign:nobody', amount: 1 }];
    expect(budgets.take(two, times)).toBe('lease-empty');
    for (let i = 0; i < 25; i++) expect(budgets.take(costs, times)).toBe('ok');
  });

  it('sells nothing from a lease that is over', async () => {
    const budgets = await aNode();
    expect(budgets.verdict(costs, T0 + 2_999)).toBe('ok');
    expect(budgets.verdict(costs, T0 + 3_000)).toBe('lease-empty');
  });

  it.each(['before', 'after'] as const)('books each once where the store fails %s it is done', async (mode) => {
    const { store, fault } = aPausedStore(createMemoryBudgetStore());
    const budgets = await aNode(store);
    budgets.take(costs, times);
    budgets.take(costs, times);
    budgets.commit({ adInstanceId: 'ad1', costs, expiresAtMs: times.expiresAtMs });
    fault.mode = mode;
    await expect(budgets.renew(T0 + 1_000)).rejects.toThrow('timed out');
    budgets.take(costs, times);
    await expect(budgets.renew(T0 + 2_000)).rejects.toThrow('timed out');
    fault.mode = 'none';
    await budgets.renew(T0 + 2_500);
    await budgets.close(T0 + 2_600);
    expect(budgets.state('line-item:li1')).toMatchObject({ shown: 1, pending: 2 });
  });

  it('gives back what it does not use when it closes', async () => {
    const store = createMemoryBudgetStore();
    await (await aNode(store)).close(T0);
    const other = await aNode(store, 'n2');
    expect(other.state('line-item:li1')).toEqual({ shown: 0, pending: 0, leased: 25 });
  });

  it('spends no more than there is, whichever of four nodes is asked', async () => {
    const store = createMemoryBudgetStore();
    const nodes = await Promise.all(['a', 'b', 'c', 'd'].map((node) => aNode(store, node)));
    let taken = 0;
    for (let ms = 0; ms < 20_000; ms += 100) {
      for (const node of nodes) if (node.take(costs, { nowMs: T0 + ms, expiresAtMs: T0 + 60_000 }) === 'ok') taken++;
      if (ms % 1_000 === 0) for (const node of nodes) await node.renew(T0 + ms);
    }
    expect(taken).toBe(100);
  });

  it('tells impressions that are many a part at a time, and each once', async () => {
    const inner = createMemoryBudgetStore();
    const sizes: number[] = [];
    const commit: BudgetStore['commit'] = (commits, nowMs) => {
      sizes.push(commits.length);
      return inner.commit(commits, nowMs);
    };
    const budgets = createBudgets({ store: { ...inner, commit }, node: 'n1' });
    budgets.track([{ account: 'line-item:li1', goal: 10_000, unit: 1 }]);
    for (let n = 0; n < 4_500; n++) budgets.commit({ adInstanceId: `ad${n}`, costs, expiresAtMs: times.expiresAtMs });
    await budgets.renew(T0);
    expect([sizes, budgets.state('line-item:li1')?.shown]).toEqual([[2_000, 2_000, 500], 4_500]);
  });

  it('has enough at hand for those who come first, however long nobody came', async () => {
    const budgets = createBudgets({ store: createMemoryBudgetStore(), node: 'n1' });
    budgets.track([{ account: 'line-item:li1', goal: 1_000, unit: 1 }]);
    for (let second = 0; second < 10; second++) await budgets.renew(T0 + second * 1_000);
    const now = { nowMs: T0 + 9_500, expiresAtMs: T0 + 60_000 };
    expect(Array.from({ length: 100 }, () => budgets.take(costs, now)).every((said) => said === 'ok')).toBe(true);
  });
});
