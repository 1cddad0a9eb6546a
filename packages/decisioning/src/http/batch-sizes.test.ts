import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService, type Service } from '../service.js';

const TOKEN = 'a-token-of-sixteen';
const NOW_MS = 1_700_000_000_000;
let service: Service;
beforeAll(async () => void (service = await startService({ nowMs: () => NOW_MS, adminTokens: { ann: TOKEN } })));
afterAll(() => service.close());

const post = (path: string, body: object) =>
  fetch(`${service.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify(body),
  });

describe('what brings many at once has room for as many as its schema takes', () => {
  it('a day’s schedule, each break with its name, its limits and its targeting', async () => {
    const breaks = Array.from({ length: 250 }, (_none, at) => ({
      ...{
        expectedStartMs: NOW_MS + (at + 1) * 340_000,
        durationMs: 120_000,
        names: [`channel-one/2026-11-30/break-${at}`],
      },
      limits: { maxAds: 6, minAdMs: 10_000, maxAdMs: 60_000, requiredAdMs: [15_000, 20_000, 30_000] },
      targeting: { daypart: ['prime'], programme: ['the-evening-news'], sponsor: ['none', 'open-to-all'] },
    }));
    expect((await post('/v1/live/one/schedules', { breaks })).status).toBe(201);
  });

  it('the events of a device that was off for a while, each with the token of its pod', async () => {
    const token = 'A'.repeat(1000);
    const events = Array.from({ length: 200 }, (_none, at) => ({ token, ad: at % 10, event: 'start', atMs: NOW_MS }));
    expect((await post('/v1/events', { protocol: 1, events })).status).toBe(200);
  });

  it('and no more', async () => {
    const answer = await post('/v1/events', { protocol: 1, events: [], more: 'x'.repeat(2_000_000) });
    expect(answer.status).toBe(413);
  });
});
