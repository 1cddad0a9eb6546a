import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startMockBidder, type MockBidder } from '@cutaway/testkit';
import type { BreakHint, DecisionReply } from '@cutaway/model';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { METRICS } from '../ops/metric-table.js';
import { startService, type Service, type ServiceOptions } from '../service.js';
import { aBatch, aChain } from '../telemetry/a-ledger.builder.js';

vi.setConfig({ testTimeout: 60_000 }); // gauges are set once a second

/** What no story of one process with embedded stores sets, and why. */
const NOT_DRIVEN: Readonly<Record<string, string>> = {
  decision_failed_total: 'only a fault in the program is counted: decide/create-decider.test.ts has the news of it',
  bidder_throttled_total: 'hundreds of calls have to wait for it: wire/open-demand.test.ts',
  store_errors_total: 'a memory and a good disk refuse nothing',
  store_away: 'an embedded store does not go away: wire/open-shared.engine.test.ts, and the engines’ own tests',
  clock_skew_seconds: 'an embedded store has our own clock: wire/open-shared.engine.test.ts has another',
};

const MODEL = {
  ...{ format: 'cutaway-score/1', version: 'clicks-7' },
  features: [{ type: 'one-hot', from: 'candidate.advertiser', values: ['acme.example'] }],
  model: { type: 'logistic', intercept: 0, weights: [2] },
  multiplier: { reference: 0.5, min: 0.1, max: 3 },
};
const TOKEN = 'a-token-of-sixteen';
const stops: (() => Promise<unknown>)[] = [];
let bidders: { good: MockBidder; ill: MockBidder };
let folder: string;
let clock: { nowMs: number };
let cues: string;

/** A channel of one playlist, with a cue where the test has put one. */
async function startOrigin(): Promise<string> {
  const server: Server = createServer(({ url }, response) => {
    const multivariant = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=120000,CODECS="avc1.4d4015,mp4a.40.2"\nhi.m3u8\n';
    const date = new Date(clock.nowMs).toISOString();
    const head = '#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXT-X-MEDIA-SEQUENCE:7\n';
    const media = `${head}${cues}#EXT-X-PROGRAM-DATE-TIME:${date}\n#EXTINF:6,\n7.ts\n`;
    response.end(url === '/main.m3u8' ? multivariant : media);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/main.m3u8`;
}

const film = (id: string, more: object = {}) => ({
  ...{ id, durationMs: 15_000, mediaFiles: [{ url: `/${id}.m3u8`, type: 'application/vnd.apple.mpegurl' }], ...more },
});
/** A goal that is held back, one that is a part of a campaign that nobody may see twice, and a film that is not there yet. */
const document = () => ({
  creatives: [film('paced'), film('capped'), film('late', { readiness: 'transcoding' })],
  advertisers: [{ id: 'acme', name: 'Acme', domain: 'acme.example' }],
  campaigns: [{ id: 'spring', advertiserId: 'acme' }],
  lineItems: [
    {
      ...{ id: 'paced', campaignId: 'spring', priceCpm: 9, creatives: ['paced', 'late'], goal: { impressions: 1000 } },
      ...{ type: 'guaranteed', pacing: 'even', startsAt: new Date(clock.nowMs - 60_000).toISOString() },
      endsAt: new Date(clock.nowMs + 3_600_000).toISOString(),
    },
    {
      ...{ id: 'capped', campaignId: 'spring', priceCpm: 8, creatives: ['capped'] },
      caps: [{ limit: 1, per: 'device', window: '1d' }],
    },
  ],
  bidders: Object.entries(bidders).map(([id, { url }]) => ({ id, url, tmaxMs: 5000, pods: 'dynamic' })),
  publishers: [{ id: 'default', floorCpm: 1, slate: [{ url: '/slate.mp4', type: 'video/mp4' }] }],
});

async function start(options: ServiceOptions = {}): Promise<Service> {
  const catalogueFile = path.join(folder, 'ads.json');
  await writeFile(`${catalogueFile}.new`, JSON.stringify(document()));
  await rename(`${catalogueFile}.new`, catalogueFile); // another service may read it
  const service = await startService({
    ...{
      mediaBase: 'http://127.0.0.1:9',
      catalogueFile,
      adminTokens: { ann: TOKEN },
      nowMs: () => clock.nowMs,
      ...options,
    },
  });
  stops.push(service.close);
  return service;
}
const send = (service: Service, method: string, at: string, body: object) =>
  fetch(`${service.url}${at}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify(body),
  });
async function decide(service: Service, more: object = {}): Promise<DecisionReply> {
  const asked = { protocol: 1, sessionId: 's', breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 30_000 };
  const viewer = { identity: { ifa: 'an-ifa', ifaType: 'tifa', lmt: false }, viewing: { content: { channel: 'one' } } };
  const body = { ...asked, ...viewer, consent: { personalised: true }, upids: [], budgetMs: 8000, ...more };
  return (await (await send(service, 'POST', '/v1/decisions', body)).json()) as DecisionReply;
}
const show = async ({ pod }: DecisionReply) => {
  for (const { trackers } of pod.ads)
    await fetch(trackers.find(({ event, url }) => event === 'impression' && url.includes('/b/'))?.url ?? '');
};
const planFor = async (service: Service, minutes: number): Promise<BreakHint> => {
  const expectedStartMs = clock.nowMs + minutes * 60_000;
  await send(service, 'POST', '/v1/live/one/breaks', { expectedStartMs, durationMs: 30_000 });
  const { hints } = (await (await fetch(`${service.url}/v1/live/one/plan`)).json()) as { hints: BreakHint[] };
  const hint = hints.find((one) => one.expectedStartMs === expectedStartMs);
  if (hint === undefined) throw new Error('Cannot ask ahead: no hint is there, expected one');
  return hint;
};

/** Names with a series that says something: a gauge with any value, what counts with more than nothing. */
async function metricsOf(...services: readonly Service[]): Promise<ReadonlySet<string>> {
  const texts = await Promise.all(services.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
  const lines = texts.join('\n').split('\n');
  return new Set(
    Object.entries(METRICS).flatMap(([name, { is }]) => {
      const series = new RegExp(`^cutaway_${name}${is === 'histogram' ? '_count' : ''}(\\{.*\\})? (\\S+)$`);
      const values = lines.flatMap((line) => series.exec(line)?.[2] ?? []);
      return values.some((value) => is === 'gauge' || Number(value) > 0) ? [name] : [];
    }),
  );
}

beforeEach(async () => {
  clock = { nowMs: Date.now() };
  cues = '';
  folder = await mkdtemp(path.join(tmpdir(), 'cutaway-metrics-'));
  stops.push(() => rm(folder, { recursive: true }));
  bidders = {
    good: await startMockBidder({ seed: 3, name: 'good' }),
    ill: await startMockBidder({ name: 'ill', faults: [{ fault: 'server-error', share: 1 }] }),
  };
  stops.push(bidders.good.close, bidders.ill.close);
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

describe('the metrics of docs/metrics.md', () => {
  it('are each set by something that happens', async () => {
    const origin = await startOrigin();
    const modelFile = path.join(folder, 'model.json');
    await writeFile(modelFile, JSON.stringify(MODEL));
    const service = await start({ origin, channel: 'one', scoring: { modelFile } });
    const busy = await start({ admission: { startLimit: 1, minLimit: 1, maxLimit: 1 } });
    const watched = await start({ admission: { mode: 'simulate', startLimit: 1, minLimit: 1, maxLimit: 1 } });

    // Viewers of now: shown, shown again, refused, and one for whom there is nothing but the slate.
    const reply = await decide(service);
    await show(reply);
    await show(reply);
    for (let breaks = 1; breaks < 6; breaks += 1) await decide(service, { breakId: `b${breaks}` });
    await decide(service, { durationMs: 10 });
    await decide(service, { kind: 'popup' });
    const [one, , three] = aChain(3);
    await send(service, 'POST', '/v1/telemetry', aBatch([one!, three!]));
    // More at once than is taken on.
    for (const full of [busy, watched]) await Promise.all(['x', 'y', 'z'].map((breakId) => decide(full, { breakId })));

    // An event that is planned: who watches, and who will.
    await send(service, 'POST', '/v1/live/one/concurrency', { region: 'eu', kind: 'ctv', count: 2 });
    await send(service, 'PUT', '/v1/live/one/forecast', { regions: [{ region: 'eu', count: 100 }], fillRatio: 0.9 });
    // One break is fetched, and shown; another is fetched, and cancelled.
    const [first, second] = [await planFor(service, 5), await planFor(service, 30)];
    const fetched = await decide(service, { sessionId: 'v', breakId: first.planId, hint: first, durationMs: 30_000 });
    await show(fetched);
    await decide(service, { sessionId: 'v', breakId: second.planId, hint: second, durationMs: 30_000 });
    await send(service, 'DELETE', `/v1/live/one/breaks/${second.planId}`, {});
    // A gauge goes with what it speaks of: what was seen once was set.
    const seen = new Set<string>();
    await vi.waitFor(async () => {
      for (const name of await metricsOf(service)) seen.add(name);
      expect(seen).toContain('prefetch_completion_ratio');
    }, 10_000);
    // The channel says that the first is on; then it is over.
    clock.nowMs = first.expectedStartMs;
    cues = '#EXT-X-CUE-OUT:30\n';
    const main = await (await fetch(`${service.url}/ssai/p/main.m3u8`)).text();
    const media = main.split('\n').find((line) => line.includes('.m3u8'));
    expect((await fetch(new URL(media ?? '', `${service.url}/ssai/p/main.m3u8`))).status).toBe(200);
    clock.nowMs += 60_000;

    const missing = async () => {
      for (const name of await metricsOf(service, busy, watched)) seen.add(name);
      return Object.keys(METRICS).filter((name) => !seen.has(name));
    };
    await vi.waitFor(async () => expect((await missing()).sort()).toEqual(Object.keys(NOT_DRIVEN).sort()), 15_000);
  });
});
