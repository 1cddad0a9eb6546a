import type { BreakHint } from '@cutaway/model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DecisionReply } from '@cutaway/model';
import { startService, type Service } from '../service.js';

const TOKEN = 'a-token-of-sixteen';
let service: Service;
beforeEach(async () => {
  service = await startService({ nowMs: () => 1_700_000_000_000, adminTokens: { ann: TOKEN } });
});
afterEach(() => service.close());

const post = (path: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${service.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const decide = async (more: object = {}): Promise<DecisionReply> => {
  const asked = { protocol: 1, sessionId: 's', breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 12_000 };
  const answer = await post('/v1/decisions', { ...asked, upids: [], budgetMs: 500, ...more });
  return (await answer.json()) as DecisionReply;
};
const announce = (authorization: string) =>
  post(
    '/v1/live/one/breaks',
    { expectedStartMs: 1_700_000_300_000, durationMs: 30_000, names: ['77'] },
    { authorization },
  );

describe('a break that is announced ahead', () => {
  it('is told to who watches the channel, in each answer and at the plan’s address', async () => {
    expect((await announce(`Bearer ${TOKEN}`)).status).toBeLessThan(300);
    const { hints = [], plan } = await decide({ viewing: { content: { channel: 'one' } } });
    expect(hints).toMatchObject([{ expectedStartMs: 1_700_000_300_000, durationMs: 30_000, names: ['77'] }]);
    const told = (await (await fetch(plan?.url ?? '')).json()) as { hints: readonly BreakHint[] };
    expect(told.hints).toEqual(hints);
    const asked = await decide({ hint: hints[0], breakId: hints[0]?.planId });
    expect(asked).toMatchObject({ rung: 'full', expiresAtMs: hints[0]?.expiresAtMs });
  });

  it('is announced by nobody without a token, and told to nobody on another channel', async () => {
    expect((await announce('Bearer guess')).status).toBe(401);
    expect(await decide({ viewing: { content: { channel: 'two' } } })).not.toHaveProperty('hints');
    expect(await decide()).not.toHaveProperty('plan');
  });
});
