import type { Redis } from 'ioredis';
import { createRedisScript } from '../store-redis/redis-script.js';
import { CAP_SCRIPT } from './cap-script.js';
import type { CapStore, Exposure } from './cap-store.js';

const script = createRedisScript(CAP_SCRIPT);

/**
 * In Redis 7 or Valkey, shared by all nodes: one GET for each key of a decision, one script for each write, sent together. All
 * that is of one viewer's record has the same hash tag, so that a cluster keeps it in one place.
 */
export function createRedisCapStore(redis: Redis): CapStore {
  return {
    read: (keys) => Promise.all(keys.map((key) => redis.getBuffer(recordKey(key)))),
    reserve: async ({ key, exposures, nowMs, expiresAtMs }) => {
      const answers = await run('reserve', key, exposures, nowMs, expiresAtMs);
      return answers.map((answer) => answer - 1);
    },
    commit: async ({ key, exposure, nowMs, shownAtMs }) =>
      (await run('commit', key, [exposure], nowMs, shownAtMs))[0] === 1,
    release: async ({ key, exposure, nowMs }) => (await run('release', key, [exposure], nowMs, nowMs))[0] === 1,
    close: async () => redis.disconnect(),
  };

  async function run(op: string, key: string, exposures: readonly Exposure[], nowMs: number, atMs: number) {
    const keys = [recordKey(key), ...exposures.map(({ id }) => `{${key}}:x:${id}`)];
    const args = [op, Math.floor(nowMs), Math.floor(atMs), ...exposures.map(packCaps)];
    return (await script.run(redis, keys, args)) as number[];
  }
}

function recordKey(key: string): string {
  return `{${key}}:c`;
}

function packCaps({ caps }: Exposure): Buffer {
  const bytes = Buffer.alloc(caps.length * 8);
  caps.forEach(({ capId, units, limit }, i) => {
    bytes.writeUInt32BE(capId, i * 8);
    bytes.writeUInt16BE(units, i * 8 + 4);
    bytes.writeUInt16BE(Math.min(Math.max(limit, 0), 0xffff), i * 8 + 6);
  });
  return bytes;
}
