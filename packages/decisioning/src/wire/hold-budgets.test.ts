import type { BreakHint, DecisionReply } from '@cutaway/model';
import { afterEach, describe, expect, it } from 'vitest';
import { aDocument, aFilm, aNode, adsOf, anOwnAd, decideAt, endAll, type Begun } from './a-selling-node.builder.js';

const begun: Begun = { stops: [] };
afterEach(() => endAll(begun));

const TOKEN = 'a-token-of-the-tests';
const MINUTE_MS = 60_000;
const always = {
  ...{ ...anOwnAd, type: 'price-priority', pacing: 'asap', goal: { impressions: 100_000 } },
  ...{ id: 'always', advertiserId: 'other', creatives: ['always'] },
};
/** One line item that has so many impressions, and one that is always there. */
const documentOf = (impressions: number) =>
  aDocument({
    advertisers: [
      { id: 'acme', domain: 'acme.example' },
      { id: 'other', domain: 'other.example' },
    ],
    creatives: [aFilm('film'), aFilm('always')],
    lineItems: [{ ...always, id: 'few', advertiserId: 'acme', creatives: ['film'], goal: { impressions } }, always],
  });

/** A node whose clock is turned by hand, and a break of its channel in 40 minutes. */
async function set(impressions = 1) {
  const clock = { nowMs: Date.now() };
  const node = await aNode(begun, documentOf(impressions), { nowMs: () => clock.nowMs, adminTokens: { admin: TOKEN } });
  const live = `${node.url}/v1/live/one`;
  await fetch(`${live}/breaks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({ expectedStartMs: clock.nowMs + 40 * MINUTE_MS, durationMs: 30_000 }),
  });
  const { hints } = (await (await fetch(`${live}/plan`)).json()) as { hints: readonly BreakHint[] };
  const ask = (sessionId: string, more: object = {}) => decideAt(node, { sessionId, ...more });
  /** As soon as budgets are lent, to one session after the other. */
  const askWhenLent = async (sessionId: string, more: object = {}, wanted = 'always'): Promise<DecisionReply> => {
    for (let turn = 0; ; turn += 1) {
      const reply = await ask(`${sessionId} ${turn}`, more);
      if (adsOf(reply).includes(wanted)) return reply;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { clock, hint: hints[0], askWhenLent };
}

describe('budgets of breaks that are asked for long ahead', () => {
  it('are taken until the break is over: nobody else is sold what is promised', async () => {
    const { clock, hint, askWhenLent } = await set();
    expect([...adsOf(await askWhenLent('s', { hint }))].sort()).toEqual(['always', 'film']);
    clock.nowMs += 35 * MINUTE_MS;
    expect(adsOf(await askWhenLent('another'))).toEqual(['always']);
  });

  it('are spent once by an impression', async () => {
    const { clock, hint, askWhenLent } = await set(2);
    const { pod } = await askWhenLent('s', { hint });
    clock.nowMs += 41 * MINUTE_MS;
    const trackers = pod.ads.flatMap((ad) => ad.trackers.filter(({ event }) => event === 'impression'));
    for (const { url } of trackers) expect((await fetch(url)).status).toBe(204);
    await askWhenLent('another', {}, 'film');
    clock.nowMs += 10_000; // all leases are over
    expect(adsOf(await askWhenLent('a third'))).toEqual(['always']);
  });
});
