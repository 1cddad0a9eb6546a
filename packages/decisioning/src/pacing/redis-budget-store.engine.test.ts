import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { connectRedis } from '../store-redis/connect-redis.js';
import { hasRedisServer, startRedis, type OwnRedis } from '../store-redis/start-redis.builder.js';
import { keepsTheBudgetContract } from './budget-store-contract.builder.js';
import { createRedisBudgetStore } from './redis-budget-store.js';

const isInstalled = hasRedisServer();
if (!isInstalled) console.warn('skipped: redis-server is not installed');

describe.skipIf(!isInstalled)('createRedisBudgetStore on a real server', () => {
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

  keepsTheBudgetContract(() => createRedisBudgetStore(redis, { clock: 'caller' }));
});
