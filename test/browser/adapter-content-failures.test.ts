import { startChannel, type Channel } from '@cutaway/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {} from './adapter-page.js';
import { openAdapterLab, type AdapterLab } from './support/adapter-lab.js';

const SEGMENT_MS = 1920;

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

  it('tells a missing segment with its URL and status, and frames go on behind it', async () => {
    await lab.fresh();
    const missing = Math.floor(channel.state().edgeMs / SEGMENT_MS) + 2;
    channel.addFault({ path: `/(hi|lo)/${missing}\\.m4s$`, status: 404 });
    const seen = await playFor(13_000);
    expect(seen.failures.map(({ status }) => status)).toContain(404);
    expect(seen.failures[0]).toMatchObject({ type: 'content-failed', status: 404 });
    expect(seen.failures[0]?.url).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:\\d+/live/(hi|lo)/${missing}\\.m4s$`));
    expect(seen.failures[0]?.detail).toMatch(/^fragLoadError: /);
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

  it('starts loading again after an error that is fatal to hls.js, at once and then each second', async () => {
    await lab.fresh();
    const seen = await lab.browser.execute(async () => {
      const { lab } = window;
      await lab.open('/media/content/main.m3u8');
      await lab.wait(500);
      const fail = () =>
        window.hls.trigger(lab.hlsEvents.ERROR, {
          type: 'networkError',
          details: 'fragLoadError',
          fatal: true,
          error: new Error('no way'),
        } as never);
      const enabled: boolean[] = [];
      const look = () => enabled.push(window.hls.loadingEnabled);
      fail();
      look();
      await lab.wait(100);
      look();
      fail();
      await lab.wait(500);
      look();
      await lab.wait(700);
      look();
      const fatal = lab.facts().filter((fact) => fact.type === 'content-failed' && fact.fatal).length;
      return { enabled, fatal, error: lab.error() };
    });
    expect(seen).toEqual({ enabled: [false, true, false, true], fatal: 2, error: '' });
  });

  it('attaches the media anew after a fatal media error, and plays on where it was', async () => {
    await lab.fresh();
    const seen = await lab.browser.execute(async () => {
      const { lab } = window;
      await lab.open('/media/content/main.m3u8');
      await lab.wait(2500);
      const before = window.hls.media?.currentTime ?? NaN;
      window.hls.trigger(lab.hlsEvents.ERROR, {
        type: 'mediaError',
        details: 'bufferAppendError',
        fatal: true,
        error: new Error('a decoder gave up'),
      } as never);
      await lab.wait(2500);
      const states = lab.facts().flatMap((fact) => (fact.type === 'play-state' ? [fact.state] : []));
      return { before, after: window.hls.media?.currentTime ?? NaN, states, error: lab.error() };
    });
    expect(seen.after - seen.before).toBeGreaterThan(1);
    expect(seen.states).not.toContain('paused');
    expect(seen.error).toBe('');
  });

  it('plays on after hls.js has attached the media anew by itself, which pauses it', async () => {
    await lab.fresh();
    const seen = await lab.browser.execute(async (url) => {
      const { lab } = window;
      await lab.open(url);
      await lab.wait(2500);
      const { appendBuffer } = SourceBuffer.prototype;
      let broken = 0;
      // The next fragment is of a track that its initialisation segment does not have.
      SourceBuffer.prototype.appendBuffer = function (this: SourceBuffer, data: BufferSource): void {
        const bytes = data as Uint8Array;
        const at = bytes.findIndex((_, n) => String.fromCharCode(...bytes.subarray(n, n + 4)) === 'tfhd');
        if (broken === 0 && at > 0) {
          broken = 1;
          bytes[at + 11] = 9;
        }
        appendBuffer.call(this, data);
      };
      await lab.wait(6000);
      const from = lab.facts().length;
      await lab.wait(1500);
      const facts = lab.facts();
      return {
        broken,
        framesAtLast: facts.slice(from).filter(({ type }) => type === 'content-frame').length,
        error: lab.error(),
      };
    }, channel.liveUrl);
    expect(seen.broken).toBe(1);
    expect(seen.framesAtLast).toBeGreaterThan(8);
    expect(seen.error).toBe('');
  });
});
