import { describe, expect, it } from 'vitest';
import { createCohortCache } from './cohort-cache.js';
import { cohortCacheControl, justInTimeLife, prefetchLife } from './cohort-life.js';

/** A cache at time 0, and a question that is answered when it is told to. */
function aCache(maxEntries = 100) {
  const world = { nowMs: 0, chance: 1, asked: 0 };
  const waiting: { resolve: (value: string) => void; reject: (error: Error) => void }[] = [];
  const cache = createCohortCache<string>({ nowMs: () => world.nowMs, random: () => world.chance, maxEntries });
  const load = () => {
    world.asked += 1;
    return new Promise<string>((resolve, reject) => void waiting.push({ resolve, reject }));
  };
  const life = () => ({ freshUntilMs: world.nowMs + 1000, staleUntilMs: world.nowMs + 3000 });
  const get = (key = 'k') => cache.get(key, load, life);
  /** Answers the oldest question after so many milliseconds. */
  const answer = async (value: string | Error, afterMs = 0) => {
    world.nowMs += afterMs;
    const question = waiting.shift();
    if (value instanceof Error) question?.reject(value);
    else question?.resolve(value);
    for (let turns = 0; turns < 10; turns += 1) await Promise.resolve();
  };
  return { world, cache, get, answer, life };
}

describe('createCohortCache', () => {
  it('asks once, however many ask at the same time', async () => {
    const { world, get, answer, cache } = aCache();
    const all = Promise.all(Array.from({ length: 1000 }, () => get()));
    await answer('pod');
    expect(new Set(await all)).toEqual(new Set(['pod']));
    expect(world.asked).toBe(1);
    expect(cache.counts()).toEqual({ fresh: 0, stale: 0, waited: 999, loaded: 1 });
  });

  it('serves the old answer while one asks anew', async () => {
    const { world, get, answer } = aCache();
    void get();
    await answer('old');
    world.nowMs = 1500;
    expect(await Promise.all([get(), get()])).toEqual(['old', 'old']);
    expect(world.asked).toBe(2);
    await answer('new');
    expect(await get()).toBe('new');
  });

  it('waits where the old answer is too old', async () => {
    const { world, get, answer } = aCache();
    void get();
    await answer('old');
    world.nowMs = 3000;
    const asked = get();
    await answer('new');
    expect(await asked).toBe('new');
  });

  it('asks early by chance, the sooner the longer an answer takes', async () => {
    const { world, get, answer } = aCache();
    void get();
    await answer('pod', 200); // fresh until 1200
    world.nowMs = 900;
    world.chance = 0.3; // -ln 0.3 · 200 ms = 241 ms
    await get();
    expect(world.asked).toBe(1);
    world.chance = 0.2; // 322 ms
    await get();
    expect(world.asked).toBe(2);
  });

  it('keeps the old answer where the new one fails, and tries again a second later', async () => {
    const { world, get, answer } = aCache();
    void get();
    await answer('old');
    world.nowMs = 1100;
    await get();
    await answer(new Error('store is gone'));
    expect(await get()).toBe('old');
    expect(world.asked).toBe(2);
    world.nowMs = 2100;
    expect(await get()).toBe('old');
    expect(world.asked).toBe(3);
  });

  it('tells all who wait that it failed where there is nothing old, and the next one asks again', async () => {
    const { world, get, answer } = aCache();
    const waiting = Promise.allSettled([get(), get()]);
    await answer(new Error('store is gone'));
    expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    void get();
    expect(world.asked).toBe(2);
  });

  it('has at once what is there, but for the one who is to renew it', async () => {
    const { world, get, answer, cache } = aCache();
    expect(cache.peek('k')).toBeUndefined();
    void get();
    await answer('old', 100);
    expect(cache.peek('k')).toBe('old');
    world.chance = 1e-6; // by chance it is time to ask anew
    expect(cache.peek('k')).toBeUndefined();
    void get();
    expect(cache.peek('k')).toBe('old'); // another asks for it already
    world.nowMs = 1500;
    expect(cache.peek('k')).toBe('old');
    expect(cache.counts()).toMatchObject({ fresh: 3, stale: 1, loaded: 2 });
    world.nowMs = 3100;
    expect(cache.peek('k')).toBeUndefined(); // too old
    world.chance = 1;
    await answer('new');
    expect(cache.peek('k')).toBe('new');
  });

  it('waits for no question that hangs', async () => {
    const { world, get } = aCache();
    void get();
    world.nowMs = 5000;
    void get();
    expect(world.asked).toBe(2);
  });

  it('forgets first what was asked for longest ago', async () => {
    const { cache, life } = aCache(2);
    const asked: string[] = [];
    const get = (key: string) => cache.get(key, async () => (asked.push(key), key), life);
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await get(key);
    expect(asked).toEqual(['a', 'b', 'c', 'b']);
  });
});

describe('how long a cohort’s answer lives', () => {
  it('is 1 to 5 seconds for players that wait, spread so that not all expire at once', () => {
    const freshFor = (ttlMs: number, chance: number) => justInTimeLife(0, { ttlMs, chance }).freshUntilMs;
    expect([0, 0.5, 1].map((chance) => freshFor(2000, chance))).toEqual([1500, 2000, 2500]);
    expect([freshFor(100, 0), freshFor(60_000, 1)]).toEqual([1000, 5000]);
  });

  it('is until it expires for what is fetched ahead', () => {
    expect(prefetchLife(90_000)).toEqual({ freshUntilMs: 90_000, staleUntilMs: 90_000 });
  });

  it('is what the CDN is told, never longer', () => {
    expect(cohortCacheControl({ freshUntilMs: 2900, staleUntilMs: 32_900 }, 1000)).toBe(
      'public, max-age=1, stale-while-revalidate=30',
    );
    expect(cohortCacheControl(prefetchLife(90_000), 30_500)).toBe('public, max-age=59');
    expect(cohortCacheControl(prefetchLife(1000), 1000)).toBe('no-store');
  });
});
