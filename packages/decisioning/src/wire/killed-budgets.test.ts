import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DecisionReply } from '@cutaway/model';
import { afterEach, expect, it, vi } from 'vitest';
import { startService, type Service } from '../service.js';

vi.setConfig({ testTimeout: 60_000 });

const GOAL = 40;
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});
const aFolder = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'cutaway-killed-'));
  stops.push(() => rm(folder, { recursive: true }));
  return folder;
};
let skippedMs = 0;
const start = async (catalogueFile: string, dataDir: string): Promise<Service> => {
  const service = await startService({ catalogueFile, dataDir, nowMs: () => Date.now() + skippedMs });
  stops.push(service.close);
  return service;
};
const seconds = (count: number) => new Promise((done) => setTimeout(done, count * 1000));

/** Where the pod’s impression is told; null: nothing was left to show. */
async function impressionOf({ url }: Service, sessionId: string): Promise<string | null> {
  const asked = { protocol: 1, sessionId, breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 10_000, upids: [] };
  const answer = await fetch(`${url}/v1/decisions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...asked, budgetMs: 2000 }),
  });
  const { pod } = (await answer.json()) as DecisionReply;
  return pod.ads[0]?.trackers.find(({ event }) => event === 'impression')?.url ?? null;
}

it('knows after a kill all impressions that were acknowledged, and sells none of them again', async () => {
  const catalogueFile = path.join(await aFolder(), 'ads.json');
  const li = { id: 'li', advertiserId: 'acme', type: 'guaranteed', pacing: 'asap', priceCpm: 5, creatives: ['film'] };
  const document = {
    advertisers: [{ id: 'acme', domain: 'acme.example' }],
    creatives: [{ id: 'film', durationMs: 10_000, mediaFiles: [{ url: 'http://m.example/film.m3u8' }] }],
    lineItems: [{ ...li, goal: { impressions: GOAL } }],
  };
  await writeFile(catalogueFile, JSON.stringify(document));
  const dataDir = await aFolder();
  const before = await start(catalogueFile, dataDir);
  const urls: string[] = [];
  for (let n = 0; n < 300 && urls.length < GOAL; n++) {
    const url = await impressionOf(before, `s${n}`);
    if (url === null) await seconds(0.2);
    else urls.push(url);
  }
  await seconds(2); // what was taken is told
  const answers = await Promise.all(urls.map((url) => fetch(url)));
  expect([urls.length, new Set(answers.map(({ status }) => status))]).toEqual([GOAL, new Set([204])]);
  const left = await aFolder();
  await cp(dataDir, left, { recursive: true }); // what a kill -9 leaves
  const after = await start(catalogueFile, left);
  skippedMs += 31 * 60_000; // what was taken and was not seen ends
  await seconds(2.5);
  const again: (string | null)[] = [];
  for (let n = 0; n < 10; n++) again.push(await impressionOf(after, `t${n}`));
  expect(again.filter((url) => url !== null)).toEqual([]);
});
