import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startMockBidder, type MockBidder } from '@cutaway/testkit';
import type { BreakHint, DecisionReply } from '@cutaway/model';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { responseTo, vastOf, wrapperOf } from '../demand/a-response.builder.js';
import { startService, type Service } from '../service.js';

let folder: string;
const stops: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cutaway-notices-'));
  stops.push(() => rm(folder, { recursive: true }));
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function mock(...options: Parameters<typeof startMockBidder>): Promise<MockBidder> {
  const bidder = await startMockBidder(...options);
  stops.push(bidder.close);
  return bidder;
}
async function serve(...bidders: readonly { readonly id: string; readonly url: string }[]): Promise<Service> {
  const catalogueFile = path.join(folder, 'ads.json');
  const publishers = [{ id: 'default', floorCpm: 1 }];
  const patient = bidders.map((bidder) => ({ ...bidder, tmaxMs: 5000, pods: 'dynamic' }));
  await writeFile(catalogueFile, JSON.stringify({ bidders: patient, publishers }));
  const service = await startService({ catalogueFile, dataDir: folder, adminTokens: { ann: 'a-token-of-sixteen' } });
  stops.push(service.close);
  return service;
}
async function decide({ url }: Service, more: object = {}): Promise<DecisionReply> {
  const asked = { protocol: 1, sessionId: 's', breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 30_000 };
  const answer = await fetch(`${url}/v1/decisions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...asked, upids: [], budgetMs: 8000, ...more }),
  });
  return (await answer.json()) as DecisionReply;
}
const impressionOf = ({ pod }: DecisionReply): string =>
  pod.ads[0]?.trackers.find(({ event, url }) => event === 'impression' && url.includes('/b/'))?.url ?? '';
const kinds = ({ called }: MockBidder) => called.map((one) => /^\/(win|bill|loss)/.exec(one)?.[1]);

describe('what bidders are told (OpenRTB 2.6 §7.8)', () => {
  it('is who won when the pod is answered, and what is billed when it is shown, once', async () => {
    const bidder = await mock({ seed: 3 });
    const service = await serve({ id: 'mock', url: bidder.url });
    const reply = await decide(service, { durationMs: 15_000, pod: { requiredAdMs: [15_000] } });
    expect(reply).toMatchObject({ rung: 'full', pod: { ads: [{ durationMs: 15_000 }] } });
    await vi.waitFor(() => expect(kinds(bidder)).toEqual(['win']));
    for (let times = 0; times < 3; times += 1) expect((await fetch(impressionOf(reply))).status).toBe(204);
    await vi.waitFor(() => expect(kinds(bidder)).toEqual(['win', 'bill']));
    expect(bidder.called[1]).toMatch(/price=\d/);
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    for (const kind of ['won', 'billable'])
      expect(metrics).toContain(`cutaway_bidder_notice_total{bidder="mock",kind="${kind}",outcome="told"} 1`);
  });

  it('is who lost, and why', async () => {
    const bidders = [await mock({ name: 'one', seed: 1 }), await mock({ name: 'two', seed: 2 })];
    const service = await serve({ id: 'one', url: bidders[0]!.url }, { id: 'two', url: bidders[1]!.url });
    await decide(service, { durationMs: 15_000, pod: { requiredAdMs: [15_000] } });
    await vi.waitFor(() => expect(bidders.flatMap(kinds).sort()).toEqual(['loss', 'win']));
    const [lost] = bidders.flatMap(({ called }) => called).filter((one) => one.startsWith('/loss'));
    expect(lost).toContain('reason=102');
  });
});

describe('a bid for a break to come (OpenRTB 2.6 §7.2)', () => {
  async function askAhead(exp: number) {
    const bidder = await mock({ seed: 3, exp });
    const service = await serve({ id: 'mock', url: bidder.url });
    const expectedStartMs = Date.now() + 60_000;
    await fetch(`${service.url}/v1/live/one/breaks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer a-token-of-sixteen' },
      body: JSON.stringify({ expectedStartMs, durationMs: 15_000 }),
    });
    const { hints } = (await (await fetch(`${service.url}/v1/live/one/plan`)).json()) as { hints: BreakHint[] };
    const more = { durationMs: 15_000, pod: { requiredAdMs: [15_000] }, hint: hints[0] };
    return { expectedStartMs, hint: hints[0], reply: await decide(service, more) };
  }

  it('is taken where it is good until the break is over, and the pod is good for no longer', async () => {
    const { reply, expectedStartMs, hint } = await askAhead(300);
    expect(reply).toMatchObject({ rung: 'full', pod: { ads: [{ durationMs: 15_000 }] } });
    expect(reply.expiresAtMs).toBeGreaterThan(expectedStartMs + 200_000);
    expect(reply.expiresAtMs).toBeLessThan(hint?.expiresAtMs ?? 0);
  });

  it('is refused where it lapses before', async () => {
    expect((await askAhead(50)).reply).toMatchObject({ rung: 'empty', reason: 'no-candidates' });
  });
});

describe('a bid whose markup is a wrapper', () => {
  it('is shown with the ad that its tag has, and with the trackers of both', async () => {
    const answers: Record<string, (body: string) => string> = {
      '/tag': () => vastOf(15),
      '/bid': (body) =>
        responseTo((JSON.parse(body) as { id: string }).id, [
          { id: '1', impid: 'open', price: 9, crid: 'c', adomain: ['brand.test'], adm: wrapperOf(`${url}/tag`) },
        ]),
    };
    const server: Server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => response.end(answers[request.url ?? '']?.(Buffer.concat(chunks).toString())));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stops.push(async () => {
      server.closeAllConnections();
      server.close();
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { pod } = await decide(await serve({ id: 'wraps', url: `${url}/bid` }));
    expect(pod.ads.map(({ mediaFiles }) => mediaFiles[0]?.url)).toEqual(['https://m.test/ad.mp4']);
    const theirs = pod.ads[0]?.trackers.filter((tracker) => tracker.url.startsWith('https://t.test'));
    expect(theirs?.map((tracker) => tracker.url)).toEqual(['https://t.test/imp', 'https://t.test/wrapped']);
  });
});
