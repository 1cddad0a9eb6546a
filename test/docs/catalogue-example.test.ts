import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import type { DecisionReply } from '@cutaway/model';
import { startService, type Service } from '@cutaway/decisioning';

let service: Service | null = null;
afterEach(() => service?.close());

const CATALOGUE = fileURLToPath(new URL('../../deploy/catalogue', import.meta.url));
const question = {
  ...{ protocol: 1, sessionId: 's', breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 30_000, upids: [] },
  ...{ budgetMs: 5000, viewing: { content: { genres: ['sport'] } } },
};

it('the catalogue of the deployment is read without a fault, and sells', async () => {
  const { url } = (service = await startService({ catalogueFile: CATALOGUE }));
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/v1/decisions`, { method: 'POST', headers, body: JSON.stringify(question) });
  const { rung, pod } = (await answer.json()) as DecisionReply;
  expect([rung, pod.ads.map(({ adId }) => adId)]).toEqual(['full', ['rooibos-20', 'bicycles-10']]);
});
