import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DecisionReply } from '@cutaway/model';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startService, type Service } from '../service.js';
import { connectRedis } from '../store-redis/connect-redis.js';
import { hasRedisServer, startRedis, type OwnRedis } from '../store-redis/start-redis.builder.js';

const isInstalled = hasRedisServer();
if (!isInstalled) console.warn('skipped: redis-server is not installed');

const KEYS = [{ id: 'k1', secret: 'a secret of the tests' }];
const CATALOGUE = {
  advertisers: ['red', 'blue'].map((id) => ({ id, domain: `${id}.example` })),
  creatives: ['red', 'blue'].map((id) => ({
    ...{ id, durationMs: 10_000, mediaFiles: [{ url: `https://cdn.example/${id}.m3u8` }] },
  })),
  lineItems: [
    { id: 'red', advertiserId: 'red', priceCpm: 9, creatives: ['red'], caps: [{ limit: 2, per: 'device' }] },
    { id: 'blue', advertiserId: 'blue', priceCpm: 1, creatives: ['blue'] },
  ],
};

// Processes of their own, which a busy machine starves: what holds the second time was load.
describe.skipIf(!isInstalled)('a service whose Redis goes away', { retry: 1 }, () => {
  let redis: OwnRedis;
  let service: Service;
  let folder: string;
  beforeEach(async () => {
    redis = await startRedis();
    folder = await mkdtemp(path.join(tmpdir(), 'cutaway-shared-'));
    await writeFile(path.join(folder, 'ads.json'), JSON.stringify(CATALOGUE));
    service = await start();
  }, 60_000);
  afterEach(async () => {
    await service.close();
    await redis.stop();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  const start = () =>
    startService({ redis: redis.url, redisTimeoutMs: 400, keys: KEYS, catalogueFile: path.join(folder, 'ads.json') });
  let breaks = 0;
  const decide = async (device: string): Promise<DecisionReply> => {
    const asked = {
      ...{ protocol: 1, sessionId: device, breakId: `b${breaks++}`, kind: 'linear', startsAt: 0, durationMs: 10_000 },
      ...{ upids: [], budgetMs: 5_000, identity: { ifa: device, ifaType: 'tifa', lmt: false } },
      consent: { personalised: true },
    };
    const answer = await fetch(`${service.url}/v1/decisions`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(asked) },
    });
    return (await answer.json()) as DecisionReply;
  };
  const shown = async (device: string) => {
    const { rung, pod } = await decide(device);
    return [rung, ...pod.ads.map(({ adId }) => adId)];
  };
  const ready = async () => {
    const answer = await fetch(`${service.url}/health/ready`);
    const { status, degraded } = (await answer.json()) as { status: string; degraded: readonly string[] };
    return { code: answer.status, status, degraded: degraded.map((text) => text.split(':')[0]) };
  };
  const until = async (status: string): Promise<void> => {
    for (let tries = 0; (await ready()).status !== status; tries++) {
      if (tries === 400) throw new Error(`Cannot wait longer: it is never ${status}, expected it to be`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  it('says by how much its clock is off while it is there', async () => {
    await vi.waitFor(async () => {
      const text = await (await fetch(`${service.url}/metrics`)).text();
      const [, seconds] = /^cutaway_clock_skew_seconds\{store="redis"\} (\S+)$/m.exec(text) ?? [];
      expect(Math.abs(Number(seconds))).toBeLessThan(1); // both run here
    }, 8000);
  });

  it('decides in full from what it knows, with one exposure of a cap at most, and says so', async () => {
    await until('ok');
    expect(await ready()).toEqual({ code: 200, status: 'ok', degraded: [] });
    expect(await shown('tv')).toEqual(['full', 'red']);
    process.kill(redis.pid, 'SIGSTOP');
    expect(await shown('tv')).toEqual(['full', 'red']); // the second of two
    expect(await shown('tv')).toEqual(['full', 'blue']);
    expect(await shown('stranger')).toEqual(['full', 'red']); // nothing is known of this one: one exposure
    expect(await shown('stranger')).toEqual(['full', 'blue']);
    await until('degraded');
    expect(await ready()).toEqual({ code: 200, status: 'degraded', degraded: ['redis'] });
    process.kill(redis.pid, 'SIGCONT');
    await until('ok');
    // What was promised meanwhile is known to Redis now, and so to every other node.
    await service.close();
    service = await start();
    expect(await shown('tv')).toEqual(['full', 'blue']);
    expect(await shown('stranger')).toEqual(['full', 'red']);
    expect(await shown('stranger')).toEqual(['full', 'blue']);
  }, 60_000);

  it('starts without it, and finds it when it is there', async () => {
    process.kill(redis.pid, 'SIGSTOP');
    await service.close();
    service = await start();
    expect(await shown('tv')).toEqual(['full', 'red']);
    await until('degraded');
    process.kill(redis.pid, 'SIGCONT');
    await until('ok');
    expect(await shown('tv')).toEqual(['full', 'red']);
    expect(await shown('tv')).toEqual(['full', 'blue']);
  }, 60_000);

  it('says why it goes without one that answers, and takes nothing: its memory is full', async () => {
    await until('ok');
    const operator = await connectRedis({ url: redis.url, timeoutMs: 2000 });
    await operator.config('SET', 'maxmemory', '1');
    expect(await shown('tv')).toEqual(['full', 'red']);
    await vi.waitFor(async () => {
      const text = await (await fetch(`${service.url}/metrics`)).text();
      expect(text).toMatch(/^cutaway_store_away\{store="redis"\} 1$/m);
    }, 8000);
    const { degraded } = (await (await fetch(`${service.url}/health/ready`)).json()) as { degraded: readonly string[] };
    expect(degraded).toEqual([expect.stringMatching(/^redis: it does not take what it is told: .*OOM/)]);
    await operator.config('SET', 'maxmemory', '0');
    operator.disconnect();
    await until('ok');
  }, 60_000);
});
