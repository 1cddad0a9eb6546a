import type { Redis } from 'ioredis';

/** Whether a Redis answers, and takes what it is told. */
export interface RedisWatch {
  /** null: it does. As of the last look. */
  fault(): string | null;
  /** Asks it, and tells it what it missed. Resolves with whether it answered, and took that. */
  look(): Promise<boolean>;
}

/**
 * One whose memory is full, or that became a replica, answers a PING all the same, and takes no writes.
 * @param tell tells it what it missed. Resolves with why it did not take it; null: it did, or there was nothing.
 * @param onChange is told when it changes: null, or what is wrong.
 */
export function watchRedis(
  redis: Pick<Redis, 'ping'>,
  tell: () => Promise<string | null>,
  onChange: (fault: string | null) => void,
): RedisWatch {
  let fault: string | null = null;
  return {
    fault: () => fault,
    async look() {
      const seen = await redis.ping().then(tell, (error: unknown) => `it does not answer: ${whyOf(error)}`);
      if ((seen === null) !== (fault === null)) onChange(seen);
      fault = seen;
      return seen === null;
    },
  };
}

/** The client tells of its own stream and options where there is no connection. */
function whyOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.includes('enableOfflineQueue') ? 'there is no connection' : text;
}
