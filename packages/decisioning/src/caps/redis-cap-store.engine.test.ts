import fc from 'fast-check';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectRedis } from '../store-redis/connect-redis.js';
import { hasRedisServer, startRedis, type OwnRedis } from '../store-redis/start-redis.builder.js';
import { aCap, counted } from './a-cap.builder.js';
import { T0, keepsTheCapContract } from './cap-store-contract.builder.js';
import { decodeRecord, encodeRecord, isLive } from './cap-record.js';
import { shapeOf } from './cap-window.js';
import { createMemoryCapStore } from './memory-cap-store.js';
import { createRedisCapStore } from './redis-cap-store.js';

const isInstalled = hasRedisServer();
if (!isInstalled) console.warn('skipped: redis-server is not installed');

describe.skipIf(!isInstalled)('createRedisCapStore on a real server', () => {
  let server: OwnRedis;
  let redis: Redis;
  beforeAll(async () => {
    server = await startRedis();
    redis = await connectRedis({ url: server.url, timeoutMs: 5_000 });
  });
  beforeEach(async () => {
    await redis.flushall();
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });

  keepsTheCapContract(() => createRedisCapStore(redis));

  it('keeps a record as long as its longest window, whatever comes later', async () => {
    const store = createRedisCapStore(redis);
    const commit = (id: string, windowMs: number) => {
      const exposure = { id, caps: [counted(aCap({ windowMs }))] };
      return store.commit({ key: 'd:ttl', exposure, nowMs: T0, shownAtMs: T0 });
    };
    await commit('long', 86_400_000);
    await commit('short', 60_000);
    expect(await redis.pttl('{d:ttl}:c')).toBeGreaterThan(86_400_000);
  });

  it('counts, byte for byte, what the store in memory counts', async () => {
    const caps = [60_000, 3_600_000, 86_400_000, null].map((windowMs, i) => {
      const capId = (shapeOf(windowMs).unitClass * 2 ** 27 + i) >>> 0;
      return counted(aCap({ windowMs, capId, limit: 3 }));
    });
    const aStep = fc.record({
      op: fc.constantFrom('reserve', 'commit', 'commit', 'release'),
      id: fc.integer({ min: 0, max: 12 }),
      caps: fc.subarray(caps, { minLength: 1 }),
      laterMs: fc.integer({ min: 0, max: 90_000 }),
      skewMs: fc.integer({ min: -60_000, max: 2_000 }),
    });
    let story = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(aStep, { maxLength: 30 }), async (steps) => {
        const stores = [createMemoryCapStore(), createRedisCapStore(redis)];
        const key = `d:${story++}`;
        let nowMs = T0;
        for (const { op, id, caps: some, laterMs, skewMs } of steps) {
          nowMs += laterMs;
          const exposure = { id: `${id}`, caps: some };
          const answers = await Promise.all(
            stores.map((store) => {
              if (op === 'reserve') {
                return store.reserve({ key, exposures: [exposure], nowMs, expiresAtMs: nowMs + 120_000 });
              }
              if (op === 'commit') return store.commit({ key, exposure, nowMs, shownAtMs: nowMs + skewMs });
              return store.release({ key, exposure, nowMs });
            }),
          );
          expect(answers[1]).toEqual(answers[0]);
          const [own, theirs] = await Promise.all(stores.map((store) => store.read([key], nowMs)));
          // The server's clock stands still beside the story's, so what is over is there longer.
          const live = (bytes: Uint8Array | null | undefined) =>
            Buffer.from(encodeRecord(decodeRecord(bytes ?? null).filter((entry) => isLive(entry, nowMs)))).toString(
              'hex',
            );
          expect(live(theirs?.[0])).toBe(live(own?.[0]));
        }
      }),
      { numRuns: 40, seed: 6 },
    );
  });
});
