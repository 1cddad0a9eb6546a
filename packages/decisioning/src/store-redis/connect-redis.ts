import type { Redis } from 'ioredis';

export interface RedisOptions {
  /** `redis://host:6379/0`, of Redis 7 or Valkey. */
  readonly url: string;
  /** What has no answer by then has failed; it may have been done all the same. */
  readonly timeoutMs?: number;
  /** It is tried again and again from then on. Default: a Redis that is not there is an error. */
  readonly startsWithout?: boolean;
  /** Told of each fault of the connection. */
  readonly onError?: (error: Error) => void;
}

/** Loads the client where it is wanted only. Nothing waits in it while the server is away: that is for the callers to decide. */
export async function connectRedis(options: RedisOptions): Promise<Redis> {
  const { url, timeoutMs = 100, startsWithout = false, onError = () => undefined } = options;
  const { Redis: Client } = await import('ioredis');
  const redis = new Client(url, {
    lazyConnect: true,
    commandTimeout: timeoutMs,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    connectTimeout: 2_000,
    retryStrategy: (attempt) => Math.min(50 * attempt, 500),
    // After a failover the primary of before keeps its connections, and answers all but writes: its address leads to the new one.
    reconnectOnError: (error) => error.message.includes('READONLY'),
  });
  redis.on('error', onError);
  await redis.connect().catch((error: unknown) => {
    if (!startsWithout) throw error; // else `onError` was told
  });
  return redis;
}
