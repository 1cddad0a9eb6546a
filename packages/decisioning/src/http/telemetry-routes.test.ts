import type { DecisionReply } from '@cutaway/model';
import { afterEach, describe, expect, it } from 'vitest';
import { startService, type Service, type ServiceOptions } from '../service.js';
import { aBatch, aChain } from '../telemetry/a-ledger.builder.js';

let service: Service;
async function start(options: ServiceOptions = {}): Promise<string> {
  service = await startService(options);
  return service.url;
}
afterEach(() => service.close());

const post = (url: string, body: unknown, type = 'text/plain') =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': type },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const aRequest = {
  ...{ protocol: 1, sessionId: 's', breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 12_000, upids: [] },
  ...{ budgetMs: 500, consent: { personalised: true, tcString: 'CP', gppSectionIds: [7] } },
  identity: { ifa: 'an-id', ifaType: 'tifa', lmt: false },
};
const decide = async (url: string, request: unknown = aRequest) =>
  (await (await post(`${url}/v1/decision`, request, 'application/json')).json()) as DecisionReply;

describe('POST /v1/telemetry', () => {
  it.each(['text/plain;charset=UTF-8', 'application/json'])(
    'takes a batch as %s, and its verdict can be read',
    async (type) => {
      const url = await start();
      const { ledger } = await decide(url);
      const response = await post(`${url}/v1/telemetry`, aBatch(aChain(3, { key: ledger! })), type);
      expect([response.status, await response.text()]).toEqual([204, '']);
      const verdict = await (await fetch(`${url}/v1/sessions/s/ledger`)).json();
      expect(verdict).toMatchObject({ sessionId: 's', completeTo: 3, gaps: [], altered: [], unverified: [] });
    },
  );
  it('counts entries, bad hashes and gaps', async () => {
    const url = await start();
    const [one, , three] = aChain(3);
    await post(`${url}/v1/telemetry`, aBatch([one!, three!]));
    await post(`${url}/v1/telemetry`, aBatch([{ ...one!, atMs: 5 }, one!]));
    const metrics = await (await fetch(`${url}/metrics`)).text();
    for (const [outcome, count] of Object.entries({ new: 2, altered: 1, duplicate: 1 }))
      expect(metrics).toContain(`cutaway_ledger_entries_total{outcome="${outcome}"} ${count}`);
    expect(metrics).toContain('cutaway_ledger_gaps_total 1');
  });
  it.each([
    ['no JSON', '{', null],
    ['another protocol', aBatch(aChain(1), { protocol: 2 as 1 }), 'protocol'],
    ['a hash that is none', aBatch([{ ...aChain(1)[0]!, hash: 'x' }]), 'entries[0].hash'],
    ['nothing', aBatch([]), 'entries'],
  ])('refuses %s with 400', async (_, body, field) => {
    const url = await start();
    const response = await post(`${url}/v1/telemetry`, body);
    expect([response.status, ((await response.json()) as { field: unknown }).field]).toEqual([400, field]);
  });
});

describe('POST /ssai/:session/decision', () => {
  const stitched = (url: string, request: object = aRequest) =>
    post(`${url}/ssai/a-stream/decision`, request, 'application/json').then(
      (response) => response.json() as Promise<DecisionReply>,
    );
  // The channel is never asked for: what a decision says of a ledger needs none.
  const origin = 'http://127.0.0.1:1/main.m3u8';

  it.each(['linear', 'overlay'])(
    'gives the SDK’s session its key for a break that is %s, and the chain is verified',
    async (kind) => {
      const url = await start({ origin });
      const { ledger } = await stitched(url, { ...aRequest, kind });
      expect(ledger).toEqual((await decide(url)).ledger);
      const chain = aChain(3, { key: ledger! });
      await post(`${url}/v1/telemetry`, aBatch(chain));
      const verdict = await (await fetch(`${url}/v1/sessions/s/ledger`)).json();
      expect(verdict).toMatchObject({ completeTo: 3, altered: [], unverified: [] });
    },
  );
  it('its key does not sign what another session wrote', async () => {
    const url = await start({ origin });
    const { ledger } = await stitched(url, { ...aRequest, sessionId: 'other' });
    await post(`${url}/v1/telemetry`, aBatch(aChain(1, { key: ledger! })));
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('cutaway_ledger_entries_total{outcome="altered"} 1');
  });
  it('names the collector where the service asks for telemetry', async () => {
    const url = await start({ origin, telemetry: true });
    expect((await stitched(url)).telemetry).toEqual({ url: `${url}/v1/telemetry` });
  });
});

describe('a request that is too long', () => {
  it.each(['/v1/decision', '/v1/telemetry', '/ssai/s/decision'])(
    'is refused at %s with 413, before it is read',
    async (path) => {
      const url = await start({ origin: 'http://127.0.0.1:1/main.m3u8' });
      const response = await post(`${url}${path}`, `"${'x'.repeat(65_535)}"`, 'application/json');
      expect([response.status, await response.json()]).toEqual([
        413,
        expect.objectContaining({ statusCode: 413, field: null }),
      ]);
    },
  );
});

describe('GET /v1/sessions/:id/ledger', () => {
  it('answers 404 for a session of which nothing was heard', async () => {
    const url = await start();
    expect((await fetch(`${url}/v1/sessions/nobody/ledger`)).status).toBe(404);
  });
});

describe('POST /v1/decision', () => {
  it('gives a session its key, the same on every node with the same master key, and another to another session', async () => {
    const ledgerKey = { id: 'k', secret: 'shared' };
    const url = await start({ ledgerKey });
    const { ledger, telemetry } = await decide(url);
    expect(ledger).toMatchObject({ keyId: 'k', secret: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(telemetry).toBeUndefined();
    expect((await decide(url, { ...aRequest, sessionId: 'other' })).ledger?.secret).not.toBe(ledger?.secret);
    await service.close();
    expect((await decide(await start({ ledgerKey }))).ledger).toEqual(ledger);
  });
  it('names the collector where the service asks for telemetry', async () => {
    const url = await start({ telemetry: true });
    expect((await decide(url)).telemetry).toEqual({ url: `${url}/v1/telemetry` });
  });
  it('refuses consent without its decision, and an identity of another shape', async () => {
    const url = await start();
    const asked = { ...aRequest, consent: { tcString: 'CP' } };
    expect((await decide(url, asked)) as unknown).toMatchObject({ statusCode: 400, field: 'consent.personalised' });
    const named = { ...aRequest, identity: { ifa: 5, ifaType: null, lmt: false } };
    expect((await decide(url, named)) as unknown).toMatchObject({ statusCode: 400, field: 'identity.ifa' });
  });
});
