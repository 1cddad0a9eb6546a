import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DecisionReply } from '@cutaway/model';
import { afterEach, expect, it, vi } from 'vitest';
import { startService, type Service } from '../service.js';

vi.setConfig({ testTimeout: 60_000 });

const TOKEN = 'a-token-of-sixteen';
const HOUR = 3_600_000;
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** A service that sells one guaranteed line item over four hours, and a clock that skips what lies between breaks. */
async function anEvent(goal: number) {
  const begunMs = Date.now();
  let skippedMs = 0;
  const nowMs = () => Date.now() + skippedMs;
  const folder = await mkdtemp(path.join(tmpdir(), 'cutaway-paced-'));
  stops.push(() => rm(folder, { recursive: true }));
  const catalogueFile = path.join(folder, 'ads.json');
  const [startsAt, endsAt] = [0, 4 * HOUR].map((ms) => new Date(begunMs + ms).toISOString());
  const write = (count: number) =>
    writeFile(
      catalogueFile,
      JSON.stringify({
        advertisers: [{ id: 'acme', domain: 'acme.example' }],
        creatives: [{ id: 'film', durationMs: 10_000, mediaFiles: [{ url: 'http://m.example/film.m3u8' }] }],
        lineItems: [
          {
            ...{ id: 'li', advertiserId: 'acme', type: 'guaranteed', pacing: 'even', priceCpm: 5, creatives: ['film'] },
            ...{ goal: { impressions: count }, startsAt, endsAt },
          },
        ],
      }),
    );
  await write(goal);
  const service: Service = await startService({
    ...{ catalogueFile, adminTokens: { ann: TOKEN }, nowMs },
  });
  stops.push(service.close);
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` };
  const send = (method: string, at: string, body: object) =>
    fetch(`${service.url}${at}`, { method, headers, body: JSON.stringify(body) });
  const plan = async (minutes: number): Promise<string> => {
    const expectedStartMs = begunMs + minutes * 60_000;
    const answer = await send('POST', '/v1/live/one/schedules', { breaks: [{ expectedStartMs, durationMs: 10_000 }] });
    return ((await answer.json()) as { breaks: readonly { id: string }[] }).breaks[0]?.id ?? '';
  };
  /** What is done each second is done after it. */
  const skip = async (ms: number): Promise<void> => {
    skippedMs += ms;
    await new Promise((done) => setTimeout(done, 1600));
  };
  /** All viewers ask, and who is given the ad sees it. @returns how many were. */
  const air = async (minutes: number, viewers: number): Promise<number> => {
    await skip(begunMs + minutes * 60_000 - nowMs());
    let shown = 0;
    for (let viewer = 0; viewer < viewers; viewer++) {
      if (viewer % 15 === 0) await new Promise((done) => setTimeout(done, 150)); // a lease is filled meanwhile
      const asked = { protocol: 1, sessionId: `s${viewer}`, breakId: `at ${minutes}`, kind: 'linear', startsAt: 0 };
      const more = { durationMs: 10_000, upids: [], budgetMs: 2000, viewing: { content: { channel: 'one' } } };
      const { pod } = (await (await send('POST', '/v1/decisions', { ...asked, ...more })).json()) as DecisionReply;
      const url = pod.ads[0]?.trackers.find(({ event }) => event === 'impression')?.url;
      if (url === undefined) continue;
      shown += 1;
      await fetch(url);
    }
    await skip(60_000);
    return shown;
  };
  return { send, plan, air, write };
}

it('gives the whole goal to the only break, where as many watch it as are owed', async () => {
  const { send, plan, air } = await anEvent(100);
  await send('PUT', '/v1/live/one/forecast', { regions: [{ region: 'de', count: 100 }] });
  await send('POST', '/v1/live/one/concurrency', { region: 'de', kind: 'ctv', count: 100 });
  await plan(5);
  expect(await air(5, 100)).toBeGreaterThan(75); // the clock begins with a tenth; at the end leases are small
});

it('paces a goal by the viewers of the breaks that are planned, over a reload and a break that is called off', async () => {
  const { send, plan, air, write } = await anEvent(120);
  await send('PUT', '/v1/live/one/forecast', { regions: [{ region: 'de', count: 120 }] });
  // Four breaks in a quarter of an hour, of four hours: by the clock a sixteenth of the goal would be due.
  const ids = [await plan(5), await plan(10), await plan(15), await plan(20)];
  const first = await air(5, 120);
  expect(first).toBeGreaterThan(18);
  expect(first).toBeLessThan(45); // a quarter, and a little more in the beginning
  await write(120 - 1); // a hot reload; nobody paces anew for so little
  const second = await air(10, 120);
  expect(second).toBeGreaterThan(18);
  expect(second).toBeLessThan(45);
  await send('DELETE', `/v1/live/one/breaks/${ids[2]}`, {});
  const last = await air(20, 120);
  expect(first + second + last).toBeGreaterThan(95); // what was the third's is in the last
});
