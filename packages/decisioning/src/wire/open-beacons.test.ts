import type { DecisionReply } from '@cutaway/model';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startService, type Service } from '../service.js';

let service: Service;
beforeEach(async () => {
  service = await startService({ nowMs: () => 1_700_000_000_000 });
});
afterEach(() => service.close());

const impressionOf = async (sessionId: string): Promise<string> => {
  const asked = { protocol: 1, sessionId, breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 6000, upids: [] };
  const answer = await fetch(`${service.url}/v1/decisions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...asked, budgetMs: 500 }),
  });
  const { pod } = (await answer.json()) as DecisionReply;
  return pod.ads[0]?.trackers.find(({ event }) => event === 'impression')?.url ?? '';
};

it('bills every viewer of a break, however many are behind one address', async () => {
  const viewers = Array.from({ length: 20 }, (_, n) => `viewer-${n}`);
  for (const viewer of viewers) expect((await fetch(await impressionOf(viewer))).status).toBe(204);
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  expect(metrics).toContain('cutaway_impressions_total 20');
});
