import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

/** A script that runs whole or not at all: nothing comes between its reads and writes. */
export interface RedisScript {
  /** Sent as its hash alone; whole only to a server that does not know it yet. */
  run(redis: Redis, keys: readonly string[], args: readonly (string | number | Buffer)[]): Promise<unknown>;
}

export function createRedisScript(text: string): RedisScript {
  const sha = createHash('sha1').update(text).digest('hex');
  return {
    run: async (redis, keys, args) => {
      try {
        return await redis.evalsha(sha, keys.length, ...keys, ...args);
      } catch (error) {
        if (!String(error).includes('NOSCRIPT')) throw error;
        return redis.eval(text, keys.length, ...keys, ...args);
      }
    },
  };
}
