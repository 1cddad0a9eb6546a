import type { DecisionReply } from '@cutaway/model';
import { afterEach, describe, expect, it } from 'vitest';
import { startService, type Service, type ServiceOptions } from '../service.js';

const running: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});
async function trackerAt(trustProxy?: ServiceOptions['trustProxy']): Promise<string | undefined> {
  const service: Service = await startService({ ...(trustProxy !== undefined && { trustProxy }) });
  running.push(service);
  const answer = await fetch(`${service.url}/v1/decisions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...{ 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'ads.example' },
    },
    body: JSON.stringify({
      ...{ protocol: 1, sessionId: 's', breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 12_000 },
      ...{ upids: [], budgetMs: 500 },
    }),
  });
  const { pod } = (await answer.json()) as DecisionReply;
  return pod.ads[0]?.trackers[0]?.url.split('/b/')[0];
}

describe('trustProxy', () => {
  it('believes no header by default', async () => {
    expect(await trackerAt()).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it.each([[['127.0.0.0/8']], [['loopback']], [true]])('believes those that it names: %j', async (trusted) => {
    expect(await trackerAt(trusted)).toBe('https://ads.example');
  });

  it('believes nobody else', async () => {
    expect(await trackerAt(['10.0.0.0/8'])).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });
});
