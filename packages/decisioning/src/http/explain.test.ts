import type { DecisionReply } from '@cutaway/model';
import { afterEach, describe, expect, it } from 'vitest';
import { startService, type Service, type ServiceOptions } from '../service.js';

const TOKEN = 'ana-0123456789abcdef';

let service: Service;
afterEach(() => service.close());

async function verdictsFor(options: ServiceOptions, headers: Readonly<Record<string, string>> = {}) {
  service = await startService(options);
  const response = await fetch(`${service.url}/v1/decisions?explain=1`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({
      ...{ protocol: 1, sessionId: 's', breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 12_000 },
      ...{ upids: [], budgetMs: 500 },
    }),
  });
  const { explain, pod } = (await response.json()) as DecisionReply;
  return { ads: pod.ads.length, explain: explain?.map(({ verdict }) => verdict) };
}

describe('?explain=1', () => {
  it('tells the operator why each candidate is in the pod or not', async () => {
    const { explain } = await verdictsFor({ adminTokens: { ana: TOKEN } }, { authorization: `Bearer ${TOKEN}` });
    expect(explain).toContain('chosen');
  });

  it.each([{}, { authorization: 'Bearer somebody-elses-token' }])(
    'tells strangers nothing of what competes, and gives them their pod all the same: %o',
    async (headers) => {
      expect(await verdictsFor({ adminTokens: { ana: TOKEN } }, headers)).toEqual({ ads: 2, explain: undefined });
    },
  );

  it('tells everybody where the service has no tokens', async () => {
    expect((await verdictsFor({})).explain).toContain('chosen');
  });
});
