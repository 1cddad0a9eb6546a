import { describe, expect, it } from 'vitest';
import { aCap } from './a-cap.builder.js';
import { blockedBy } from './counts.js';
import { createCaps } from './create-caps.js';
import { createMemoryCapStore } from './memory-cap-store.js';

const T0 = 1_800_000_000_000;
const times = { nowMs: T0, expiresAtMs: T0 + 60_000 };
const looked = { shown: [], breakId: 'b1', nowMs: T0 };
const tv = { device: 'tv', user: null, household: 'home' };
const phone = { device: 'phone', user: null, household: 'home' };
const perHousehold = aCap({ per: 'household', limit: 1, capId: 11 * 2 ** 27 + 1 });
const perDevice = aCap({ per: 'device', limit: 9, capId: 11 * 2 ** 27 + 2 });
const ad = (adInstanceId: string) => ({ adInstanceId, caps: [perDevice, perHousehold] });

describe('createCaps', () => {
  it('counts an impression for the device and for its household', async () => {
    const caps = createCaps(createMemoryCapStore());
    expect(await caps.commit(tv, ad('a'), { nowMs: T0, shownAtMs: T0 })).toBe(true);
    expect(await caps.commit(tv, ad('a'), { nowMs: T0, shownAtMs: T0 })).toBe(false);
    const sight = await caps.look(phone, looked);
    expect(blockedBy(sight, [perDevice], T0)).toBeNull();
    expect(blockedBy(sight, [perHousehold], T0)?.cap).toBe(perHousehold);
  });

  it('gives back at the device what the household refuses', async () => {
    const caps = createCaps(createMemoryCapStore());
    expect(await caps.reserve(phone, [ad('a')], times)).toEqual([]);
    expect(await caps.reserve(tv, [ad('b')], times)).toEqual([{ adInstanceId: 'b', cap: perHousehold }]);
    expect((await caps.look(tv, looked)).device?.size).toBe(0);
    await caps.release(phone, [ad('a')], T0);
    expect(await caps.reserve(tv, [ad('b')], times)).toEqual([]);
  });

  it('asks no store about somebody who has no name', async () => {
    const caps = createCaps(createMemoryCapStore());
    const nobody = { device: null, user: null, household: null };
    expect(await caps.reserve(nobody, [ad('a')], times)).toEqual([]);
    expect(await caps.look(nobody, looked)).toMatchObject({ device: null, user: null, household: null });
  });
});
