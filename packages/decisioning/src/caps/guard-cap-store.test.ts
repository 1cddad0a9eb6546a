import { describe, expect, it } from 'vitest';
import { aCap, counted } from './a-cap.builder.js';
import { countIn, decodeRecord } from './cap-record.js';
import { keepsTheCapContract } from './cap-store-contract.builder.js';
import type { CapStore } from './cap-store.js';
import { guardCapStore } from './guard-cap-store.js';
import { createMemoryCapStore } from './memory-cap-store.js';

const T0 = 1_800_000_000_000;
const cap = counted(aCap({ limit: 3 }));
const KEY = 'd:tv';

/** A store that may be away: then it fails, having done it or not. */
function aStore() {
  const inner = createMemoryCapStore();
  const fault = { mode: 'none' as 'none' | 'before' | 'after' };
  const may = async <Answer>(run: () => Promise<Answer>): Promise<Answer> => {
    if (fault.mode === 'before') throw new Error('Command timed out');
    const answer = await run();
    if (fault.mode === 'after') throw new Error('Command timed out');
    return answer;
  };
  const store: CapStore = {
    read: (keys, nowMs) => may(() => inner.read(keys, nowMs)),
    reserve: (promise) => may(() => inner.reserve(promise)),
    commit: (commit) => may(() => inner.commit(commit)),
    release: (release) => may(() => inner.release(release)),
    close: () => inner.close(),
  };
  const seen = async () => countIn(decodeRecord((await inner.read([KEY], T0))[0] ?? null), cap.capId, cap.units, T0);
  return { store, fault, seen };
}

const exposure = (id: string) => ({ id, caps: [cap] });
const reserve = (store: CapStore, id: string, nowMs = T0) =>
  store.reserve({ key: KEY, exposures: [exposure(id)], nowMs, expiresAtMs: nowMs + 60_000 });
const commit = (store: CapStore, id: string, nowMs = T0) =>
  store.commit({ key: KEY, exposure: exposure(id), nowMs, shownAtMs: nowMs });

describe('guardCapStore', () => {
  keepsTheCapContract(() => guardCapStore(createMemoryCapStore()));

  it('knows while the store is away what it last knew', async () => {
    const { store, fault } = aStore();
    const guarded = guardCapStore(store);
    for (const id of ['a', 'b', 'c']) await commit(guarded, id);
    fault.mode = 'before';
    expect((await guarded.read([KEY], T0))[0]?.length).toBe(8);
    expect(await reserve(guarded, 'd')).toEqual([0]);
    expect([guarded.isAway(), guarded.fault()]).toEqual([true, 'Command timed out']);
  });

  it('lets one exposure of a cap through in an outage, to a viewer it knows nothing of', async () => {
    const { store, fault } = aStore();
    const guarded = guardCapStore(store);
    fault.mode = 'before';
    expect([await reserve(guarded, 'a'), await reserve(guarded, 'b')]).toEqual([[-1], [0]]);
  });

  it('reads as full a cap that gave its one exposure, until the store is back', async () => {
    const { store, fault } = aStore();
    const guarded = guardCapStore(store);
    const room = async (nowMs: number) => {
      const record = decodeRecord((await guarded.read([KEY], nowMs))[0] ?? null);
      return countIn(record, cap.capId, cap.units, nowMs) < cap.limit;
    };
    fault.mode = 'before';
    expect(await room(T0)).toBe(true);
    await reserve(guarded, 'a');
    expect(await room(T0)).toBe(false);
    fault.mode = 'none';
    await guarded.recover(T0 + 300);
    expect(await room(T0 + 300)).toBe(true);
  });

  it('lets none through to a viewer whom another node serves', async () => {
    const { store, fault } = aStore();
    const guarded = guardCapStore(store, { serves: () => false });
    fault.mode = 'before';
    expect(await reserve(guarded, 'a')).toEqual([0]);
  });

  it.each(['before', 'after'] as const)('tells the store once what it missed, failing %s it was done', async (mode) => {
    const { store, fault, seen } = aStore();
    const guarded = guardCapStore(store);
    await reserve(guarded, 'a');
    fault.mode = mode;
    await reserve(guarded, 'b');
    expect(await commit(guarded, 'a')).toBe(true);
    await commit(guarded, 'b');
    await reserve(guarded, 'c'); // refused: one in an outage
    expect(await guarded.recover(T0 + 300)).toBe(false);
    fault.mode = 'none';
    expect(await guarded.recover(T0 + 600)).toBe(true);
    expect(await seen()).toBe(2);
    expect(guarded.isAway()).toBe(false);
    expect(await reserve(guarded, 'd', T0 + 700)).toEqual([-1]);
  });

  it('asks a store that failed again only after a rest', async () => {
    const { store, fault } = aStore();
    const guarded = guardCapStore(store, { restMs: 250 });
    fault.mode = 'before';
    await guarded.read([KEY], T0);
    fault.mode = 'none';
    expect(await guarded.recover(T0 + 249)).toBe(false);
    await guarded.read([KEY], T0 + 250); // answered from here, while the store is asked
    expect(await guarded.recover(T0 + 250)).toBe(true);
    expect(guarded.isAway()).toBe(false);
  });

  it('holds so much for a store that stays away, and tells of what it gives up', async () => {
    const { store, fault } = aStore();
    const lost: string[] = [];
    const guarded = guardCapStore(store, { mostWaiting: 2, onLost: (key) => lost.push(key) });
    fault.mode = 'before';
    for (const id of ['a', 'b', 'c']) await commit(guarded, id);
    expect(lost).toEqual([KEY]);
  });
});
