import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DecisionReply } from '@cutaway/model';
import { anAd, createFakeStorage, type FakeStorage } from '@cutaway/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService, type Service } from '../../packages/decisioning/src/service.js';
import { setAhead, shownIn, START_MS } from './ahead-stage.js';
import type { Stage } from './stage.js';

const TOKEN = 'a-token-of-sixteen';
const MINUTE_MS = 60_000;
const BRANDS = { cars: 30, soap: 20, tea: 10 };
const CATALOGUE = {
  advertisers: Object.keys(BRANDS).map((id) => ({ id, domain: `${id}.example` })),
  creatives: Object.keys(BRANDS).map((id) => ({
    ...{ id, durationMs: 5760, mediaFiles: [{ url: `https://ads.example/ads/${id}/main.m3u8` }] },
  })),
  lineItems: Object.entries(BRANDS).map(([id, priceCpm]) => ({
    ...{ id, advertiserId: id, creatives: [id], priceCpm },
    ...(id === 'cars' && { caps: [{ limit: 1, per: 'device', window: '1h' }] }),
  })),
};

/** The service itself, on the journey's clock. */
const clock = { nowMs: START_MS };
let folder: string;
let service: Service;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'journey-'));
  const catalogueFile = path.join(folder, 'ads.json');
  await writeFile(catalogueFile, JSON.stringify(CATALOGUE));
  service = await startService({ catalogueFile, nowMs: () => clock.nowMs, adminTokens: { ann: TOKEN } });
});
afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true });
});

const ads = Object.keys(BRANDS).map((name) => anAd(name)); // their playlists
const decision = { url: 'https://service.example/decision', picks: true };
const questionOf = ({ requests }: Stage): string =>
  requests.find(({ request }) => request.url === decision.url)?.request.body ?? '';

function play(storage: FakeStorage, text: string, afterMs: number, seed: number) {
  return setAhead({
    ...{ ads, storage, seed, startMs: START_MS + afterMs, decision },
    ...{ plan: () => ({ status: 404 }), now: () => ({ delayMs: 50, ...(text === '' ? { status: 503 } : { text }) }) },
  });
}

/** A session that is answered by the service, and whose beacons come there when they were sent. */
async function watch(storage: FakeStorage, afterMs: number, seed: number) {
  const scout = play(createFakeStorage(), '', afterMs, seed);
  await scout.clock.advance(20_000);
  scout.end();
  clock.nowMs = START_MS + afterMs;
  const asked = await fetch(`${service.url}/v1/decisions`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: questionOf(scout) },
  });
  const text = await asked.text();
  const stage = play(storage, text, afterMs, seed);
  await stage.clock.advance(50_000);
  stage.end();
  await stage.clock.advance(15_000);
  expect(questionOf(stage)).toBe(questionOf(scout));
  const beacons = stage.requests.filter(({ request }) => request.url.startsWith(`${service.url}/b/`));
  await hear(beacons);
  return { stage, beacons, reply: JSON.parse(text) as DecisionReply };
}

async function hear(beacons: Stage['requests']): Promise<void> {
  for (const { atMs, request } of beacons) {
    clock.nowMs = atMs;
    expect((await fetch(request.url)).status).toBe(204);
  }
}

async function billed(): Promise<Readonly<Record<string, number>>> {
  const answer = await fetch(`${service.url}/admin/v1/reports?granularity=hour&groupBy=lineItem`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  const { rows } = (await answer.json()) as { rows: readonly { lineItem: string; impressions: number }[] };
  return Object.fromEntries(rows.filter((row) => row.impressions > 0).map((row) => [row.lineItem, row.impressions]));
}

describe('a device that picks from our own service’s answer for its cohort', () => {
  it('shows the alternate of what it has seen; what it showed is billed once, what it did not is not', async () => {
    const storage = createFakeStorage();
    const first = await watch(storage, 0, 7);
    expect(first.reply).toMatchObject({ rung: 'cohort', alternates: [{ slot: 0, ad: { adId: 'tea' } }] });
    expect(shownIn(first.stage)).toEqual(['content', 'cars', 'soap', 'content']);
    expect(await billed()).toEqual({ cars: 1, soap: 1 });

    const second = await watch(storage, 10 * MINUTE_MS, 8);
    expect(second.reply.pod.ads.map(({ adId }) => adId)).toEqual(['cars', 'soap']);
    expect(shownIn(second.stage)).toEqual(['content', 'tea', 'soap', 'content']);
    expect(second.stage.reports[0]).toMatchObject({ outcome: 'played', causes: [] });
    expect(await billed()).toEqual({ cars: 1, soap: 2, tea: 1 });

    await hear([...second.beacons, ...first.beacons]);
    expect(await billed()).toEqual({ cars: 1, soap: 2, tea: 1 });
  });

  it('leaves nothing that the service doubts', async () => {
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).not.toMatch(/cutaway_beacon_total\{[^}]*verdict="(ivt|badsig|late)"/);
  });
});
