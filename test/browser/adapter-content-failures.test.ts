import { startChannel, type Channel } from '@cutaway/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {} from './adapter-page.js';
import { openAdapterLab, type AdapterLab } from './support/adapter-lab.js';

describe('hlsjs(): content that does not load (real Chromium)', () => {
  let lab: AdapterLab;
  let channel: Channel;
  let startedAtMs = 0;
  beforeAll(async () => {
    lab = await openAdapterLab();
  });
  afterAll(() => lab.close());
  beforeEach(async () => {
    startedAtMs = Date.now();
    channel = await startChannel({ schedule: 'none' });
  });
  afterEach(() => channel.close());

  const playFor = (ms: number) =>
    lab.browser.execute(
      async (url, forMs) => {
        await window.lab.open(url);
        await window.lab.wait(forMs);
        const from = window.lab.facts().length;
        await window.lab.wait(1500);
        const facts = window.lab.facts();
        return {
          failures: facts.flatMap((fact) => (fact.type === 'content-failed' ? [fact] : [])),
          framesAtLast: facts.slice(from).filter(({ type }) => type === 'content-frame').length,
          error: window.lab.error(),
        };
      },
      channel.liveUrl,
      ms,
    );

  it('tells a missing segment with its URL and status, and goes on by itself when it is there again', async () => {
    await lab.fresh();
    const nowMs = Date.now() - startedAtMs;
    channel.addFault({ path: '/(hi|lo)/.*m4s|(hi|lo)-\\d+', status: 404, fromMs: nowMs + 1500, untilMs: nowMs + 6000 });
    const seen = await playFor(11_000);
    const missing = seen.failures.find(({ status }) => status === 404);
    expect(missing?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/.*\.m4s/);
    expect(missing?.detail).toMatch(/^fragLoadError: /);
    expect(seen.failures.some(({ fatal }) => fatal)).toBe(true);
    expect(seen.failures.length).toBeLessThan(40);
    expect(seen.framesAtLast).toBeGreaterThan(8);
    expect(seen.error).toBe('');
  });

  it('tells a playlist that fails, and goes on', async () => {
    await lab.fresh();
    const nowMs = Date.now() - startedAtMs;
    channel.addFault({ path: '(hi|lo|audio).*m3u8', status: 500, fromMs: nowMs + 2000, untilMs: nowMs + 6000 });
    const seen = await playFor(11_000);
    const failed = seen.failures.find(({ status }) => status === 500);
    expect(failed?.url).toMatch(/\.m3u8/);
    expect(seen.framesAtLast).toBeGreaterThan(8);
    expect(seen.error).toBe('');
  });
});
