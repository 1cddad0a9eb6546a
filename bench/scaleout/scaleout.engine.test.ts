import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hasNatsServer } from '../../packages/decisioning/src/events/a-nats-server.builder.js';
import { hasRedisServer } from '../../packages/decisioning/src/store-redis/start-redis.builder.js';
import { runScaleout } from './run-scaleout.js';

const isInstalled = hasRedisServer() && hasNatsServer();
if (!isInstalled) console.warn('skipped: redis-server or nats-server is not installed');
const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

// Processes of their own, which a busy machine starves: what holds the second time was load.
describe.skipIf(!isInstalled)('two services on one Redis and one JetStream', { retry: 1 }, () => {
  it('decide in full and bill each impression once, while one is killed, Redis stops and JetStream is killed', async () => {
    const result = await runScaleout({
      ...{ root, households: 24, breaks: 5, pauseMs: 2_500, betweenMs: 150, redisTimeoutMs: 1_000 },
    });
    expect(result.shown).toBeGreaterThan(200);
    expect(result).toMatchObject({ acknowledged: result.shown, serverErrors: 0, lost: 0, billedTwice: 0 });
    expect(result.billed).toEqual([result.shown, result.shown]);
    expect(result.whileAway).toBeGreaterThan(5);
    expect(result.fullWhileAway).toBe(result.whileAway);
    expect(result.degradedWhileAway).toEqual(['redis', 'redis']);
    expect(result.worst).toBeLessThanOrEqual(1);
    expect(result.isWithinLeases).toBe(true);
  }, 180_000);
});
