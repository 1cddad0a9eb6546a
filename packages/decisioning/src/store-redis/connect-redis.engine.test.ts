import { connect, createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectRedis } from './connect-redis.js';
import { createRedisScript } from './redis-script.js';
import { hasRedisServer, startRedis, type OwnRedis } from './start-redis.builder.js';

const isInstalled = hasRedisServer();
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** An address that stands for one of several servers, as the name of a managed Redis does: connections stay where they were made. */
async function anEndpoint(first: OwnRedis) {
  let target = Number(new URL(first.url).port);
  const server = createServer((from) => {
    const to = connect(target, '127.0.0.1');
    from.pipe(to).pipe(from);
    for (const end of [from, to]) end.on('error', () => (from.destroy(), to.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return {
    url: `redis://127.0.0.1:${port}`,
    point: (other: OwnRedis) => void (target = Number(new URL(other.url).port)),
  };
}

describe.skipIf(!isInstalled)('connectRedis', () => {
  let before: OwnRedis;
  let after: OwnRedis;
  beforeEach(async () => {
    [before, after] = await Promise.all([startRedis(), startRedis()]);
    stops.push(before.stop, after.stop);
  });

  async function failOver({ point }: Awaited<ReturnType<typeof anEndpoint>>): Promise<void> {
    point(after);
    const operator = await connectRedis({ url: before.url, timeoutMs: 500 });
    await operator.replicaof('127.0.0.1', new URL(after.url).port);
    operator.disconnect();
  }

  it('goes to the new primary after a failover: the one of before still answers, and takes no writes any more', async () => {
    const endpoint = await anEndpoint(before);
    const redis = await connectRedis({ url: endpoint.url, timeoutMs: 500 });
    stops.push(() => redis.disconnect());
    await redis.set('caps', '1');
    await failOver(endpoint);
    await expect(redis.set('caps', '2')).rejects.toThrow('READONLY');
    await expect.poll(() => redis.set('caps', '3').catch(String), { timeout: 3000 }).toBe('OK');
  });

  it('runs scripts on the new primary, too, which does not know them', async () => {
    const endpoint = await anEndpoint(before);
    const redis = await connectRedis({ url: endpoint.url, timeoutMs: 500 });
    stops.push(() => redis.disconnect());
    const { run } = createRedisScript(`return redis.call('INCR', KEYS[1])`);
    expect(await run(redis, ['n'], [])).toBe(1);
    await failOver(endpoint);
    await expect(run(redis, ['n'], [])).rejects.toThrow('READONLY');
    await expect.poll(() => run(redis, ['n'], []).catch(String), { timeout: 3000 }).toBe(1);
  });
});
