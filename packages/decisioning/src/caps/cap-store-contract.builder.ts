import { expect, it } from 'vitest';
import { aCap, counted } from './a-cap.builder.js';
import { countIn, decodeRecord } from './cap-record.js';
import type { CapStore } from './cap-store.js';
import type { CountedCap } from './step-record.js';

export const T0 = 1_800_000_000_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What every store of caps keeps to. The clock of the store itself may stand still. */
export function keepsTheCapContract(open: () => CapStore): void {
  const cap = counted(aCap({ limit: 2 }));
  const exposure = (id: string, caps: readonly CountedCap[] = [cap]) => ({ id, caps });
  const commitAt = (store: CapStore, key: string, id: string, nowMs: number, shownAtMs = nowMs) =>
    store.commit({ key, exposure: exposure(id), nowMs, shownAtMs });
  const seen = async (store: CapStore, key: string, nowMs: number, of = cap) =>
    countIn(decodeRecord((await store.read([key], nowMs))[0] ?? null), of.capId, of.units, nowMs);

  it('counts the same id once, however often it comes', async () => {
    const store = open();
    expect(await commitAt(store, 'd:twice', 'ad1', T0)).toBe(true);
    expect(await commitAt(store, 'd:twice', 'ad1', T0 + 1_000)).toBe(false);
    expect(await commitAt(store, 'd:twice', 'ad2', T0 + 1_000)).toBe(true);
    expect(await seen(store, 'd:twice', T0 + 2_000)).toBe(2);
  });

  it('promises no more than is left, whoever asks first', async () => {
    const store = open();
    const ask = (id: string) =>
      store.reserve({ key: 'd:race', exposures: [exposure(id)], nowMs: T0, expiresAtMs: T0 + MINUTE });
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map(ask));
    expect(answers.flat().sort()).toEqual([-1, -1, 0, 0]);
  });

  it('promises the ads of a pod one after the other', async () => {
    const store = open();
    const exposures = ['a', 'b', 'c'].map((id) => exposure(id));
    const pod = { key: 'd:pod', exposures, nowMs: T0, expiresAtMs: T0 + MINUTE };
    expect(await store.reserve(pod)).toEqual([-1, -1, 0]);
    expect(await store.reserve(pod)).toEqual([-1, -1, 0]); // asked twice, promised once
    expect(await seen(store, 'd:pod', T0)).toBe(2);
  });

  it('counts what was promised once when it is seen', async () => {
    const store = open();
    const pod = { key: 'd:kept', exposures: [exposure('a')], nowMs: T0, expiresAtMs: T0 + MINUTE };
    await store.reserve(pod);
    await commitAt(store, 'd:kept', 'a', T0 + 30_000);
    expect(await seen(store, 'd:kept', T0 + 30_000)).toBe(1);
    expect(await seen(store, 'd:kept', T0 + 2 * MINUTE)).toBe(1);
  });

  it('forgets a promise that is given back or over', async () => {
    const store = open();
    const pod = (id: string) => ({ key: 'd:over', exposures: [exposure(id)], nowMs: T0, expiresAtMs: T0 + MINUTE });
    await store.reserve(pod('a'));
    await store.reserve(pod('b'));
    expect(await store.release({ key: 'd:over', exposure: exposure('a'), nowMs: T0 })).toBe(true);
    expect(await store.release({ key: 'd:over', exposure: exposure('a'), nowMs: T0 })).toBe(false);
    expect(await seen(store, 'd:over', T0)).toBe(1);
    expect(await seen(store, 'd:over', T0 + MINUTE + 20_000)).toBe(0);
  });

  it('counts what is seen after its promise is over, and takes it from nobody else', async () => {
    const store = open();
    const at = (id: string, nowMs: number) => ({
      key: 'd:late',
      exposures: [exposure(id)],
      nowMs,
      expiresAtMs: nowMs + MINUTE,
    });
    await store.reserve(at('a', T0));
    await store.reserve(at('b', T0 + 2 * MINUTE));
    await commitAt(store, 'd:late', 'a', T0 + 2 * MINUTE, T0 + 50_000);
    expect(await seen(store, 'd:late', T0 + 2 * MINUTE)).toBe(2);
  });

  it('counts a late commit when it was seen, not when it came', async () => {
    const store = open();
    await commitAt(store, 'd:delayed', 'a', T0 + 40 * MINUTE, T0);
    expect(await seen(store, 'd:delayed', T0 + 59 * MINUTE)).toBe(1);
    expect(await seen(store, 'd:delayed', T0 + 70 * MINUTE)).toBe(0);
  });

  it('keeps both of two nodes whose clocks differ by 4 s', async () => {
    const store = open();
    await commitAt(store, 'd:skew', 'a', T0 + 2_000);
    await commitAt(store, 'd:skew', 'b', T0 - 2_000);
    expect(await seen(store, 'd:skew', T0 - 2_000)).toBe(2);
    expect(await seen(store, 'd:skew', T0 + HOUR - 1)).toBe(2);
  });

  it('keeps a lifetime beside a minute', async () => {
    const store = open();
    const ever = counted(aCap({ windowMs: null, limit: 1 }));
    const minute = counted(aCap({ windowMs: MINUTE, limit: 1 }));
    const both = exposure('a', [ever, minute]);
    await store.commit({ key: 'd:ever', exposure: both, nowMs: T0, shownAtMs: T0 });
    expect(await seen(store, 'd:ever', T0 + 300 * 24 * HOUR, ever)).toBe(1);
    expect(await seen(store, 'd:ever', T0 + 5 * MINUTE, minute)).toBe(0);
  });

  it('forgets what was counted longest ago when a viewer has more than 64 entries', async () => {
    const store = open();
    for (let i = 0; i < 70; i++) {
      const one = { capId: (31 * 2 ** 27 + i) >>> 0, units: 0, limit: 1 };
      await store.commit({ key: 'd:full', exposure: exposure(`a${i}`, [one]), nowMs: T0, shownAtMs: T0 });
    }
    const record = decodeRecord((await store.read(['d:full'], T0))[0] ?? null);
    expect(record.map(({ capId }) => capId % 2 ** 27)).toEqual(Array.from({ length: 64 }, (_, i) => i + 6));
  });

  it('reads several viewers in one go, in order', async () => {
    const store = open();
    await commitAt(store, 'd:one', 'a', T0);
    const [nobody, one] = await store.read(['d:nobody', 'd:one'], T0);
    expect(nobody).toBeNull();
    expect(one?.length).toBe(8);
  });
}
