import type { Redis } from 'ioredis';

/** Whether a Redis answers. */
export interface RedisWatch {
  /** null: it does. As of the last look. */
  fault(): string | null;
  /** Asks it. Resolves with whether it answered. */
  look(): Promise<boolean>;
}

/** `onChange` is told when it changes: null, or what is wrong. */
export function watchRedis(redis: Pick<Redis, 'ping'>, onChange: (fault: string | null) => void): RedisWatch {
  let fault: string | null = null;
  return {
    fault: () => fault,
    async look() {
      const seen = await redis.ping().then(
        () => null,
        (error: unknown) => `it does not answer: ${whyOf(error)}`,
      );
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
