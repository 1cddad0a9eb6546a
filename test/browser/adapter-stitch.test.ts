import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from './adapter-page.js';
import { openAdapterLab, type AdapterLab } from './support/adapter-lab.js';

const SOURCE = '/media/content/main.m3u8';
const EPOCH = Date.UTC(2030, 0, 1);
const FRAME_MS = 40;

describe('hlsjs(): playlists (real Chromium)', () => {
  let lab: AdapterLab;
  beforeAll(async () => {
    lab = await openAdapterLab();
  });
  afterAll(() => lab.close());

  it('hands each media playlist to the host and plays the text that comes back, with one frame at every cut', async () => {
    await lab.fresh();
    const seen = await lab.browser.execute(async (url) => {
      await window.lab.open(url, { stitch: true });
      await new Promise((resolve) => setTimeout(resolve, 9500));
      const details = window.hls.latestLevelDetails;
      return {
        playlists: window.lab.playlists(),
        urls: details?.fragments.slice(0, 5).map((fragment) => fragment.url) ?? [],
        facts: window.lab.facts(),
        frames: window.lab.screen(),
        error: window.lab.error(),
      };
    }, SOURCE);

    expect(seen.error).toBe('');
    expect(seen.playlists).toContainEqual({
      url: `${lab.origin}/media/content/hi.m3u8`,
      kind: 'video',
      bandwidth: 120_000,
      codecs: 'avc1.4d4015,mp4a.40.2',
    });
    expect(seen.playlists).toContainEqual({
      url: `${lab.origin}/media/content/audio.m3u8`,
      kind: 'audio',
      bandwidth: null,
      codecs: 'mp4a.40.2',
    });
    expect(seen.urls.map((url) => url.replace(/^.*\/media\//, '').replace(/lo-/, 'hi-'))).toEqual([
      'content/hi-000.m4s',
      'content/hi-001.m4s',
      'ads/ad-red/video/hi-000.m4s',
      'ads/ad-red/video/hi-001.m4s',
      'content/hi-004.m4s',
    ]);
    const contentFrames = seen.facts.flatMap((fact) => (fact.type === 'content-frame' ? [fact] : []));
    expect(contentFrames.length).toBeGreaterThan(60);
    for (const { mediaMs, programMs } of contentFrames) expect(Math.abs(programMs - EPOCH - mediaMs)).toBeLessThan(1.5);
    for (const cut of [2, 4]) {
      // The first frame of the segment; a busy machine may drop it and show the second.
      const first = contentFrames.find(({ programMs }) => programMs >= EPOCH + cut * 1920 - 1);
      expect(first?.programMs).toBeLessThan(EPOCH + cut * 1920 + 42);
    }
    const steps = seen.frames.slice(1).map((frame, i) => ({
      from: seen.frames[i]?.mediaMs ?? 0,
      to: frame.mediaMs,
      gapMs: frame.atMs - (seen.frames[i]?.atMs ?? 0),
    }));
    for (const cutMs of [2 * 1920, 4 * 1920]) {
      const cut = steps.find(({ from, to }) => from < cutMs - 1 && to >= cutMs - 1);
      expect(cut?.gapMs).toBeLessThanOrEqual(3 * FRAME_MS);
    }
    const sorted = steps.map(({ from, to }) => to - from).sort((one, other) => one - other);
    expect(sorted[0]).toBeGreaterThan(0);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeCloseTo(FRAME_MS, 0);
  });

  it('leaves the text alone before connect and after its undo', async () => {
    await lab.fresh();
    const seen = await lab.browser.execute(async (url) => {
      await window.lab.open(url, { stitch: true, connect: false });
      const before = window.hls.latestLevelDetails?.fragments[2]?.url ?? '';
      let wrong = 0;
      const undo = window.port.connect({
        tell: () => undefined,
        playlist: ({ text }) => (wrong++, text),
        mendSegment: (bytes) => bytes,
        spareSegment: () => null,
        soundShiftMs: () => 0,
      });
      const hooked = window.hls.config.pLoader !== undefined;
      undo();
      undo();
      return { before, wrong, hooked, left: 'pLoader' in window.hls.config && window.hls.config.pLoader };
    }, SOURCE);
    expect(seen.before).toMatch(/\/media\/content\/(hi|lo)-002\.m4s$/);
    expect(seen).toMatchObject({ wrong: 0, hooked: true, left: false });
  });

  it('goes on with the text of the origin when the host throws', async () => {
    await lab.fresh();
    const frames = await lab.browser.execute(async (url) => {
      await window.lab.open(url, { connect: false });
      window.lab.undo();
      let frames = 0;
      window.port.connect({
        tell: ({ type }) => (frames += type === 'content-frame' ? 1 : 0),
        playlist: () => {
          throw new Error('a fault of the session');
        },
        mendSegment: (bytes) => bytes,
        spareSegment: () => null,
        soundShiftMs: () => 0,
      });
      window.hls.loadSource(window.hls.url ?? '');
      await window.hls.media?.play();
      await new Promise((resolve) => setTimeout(resolve, 1500));
      return frames;
    }, SOURCE);
    expect(frames).toBeGreaterThan(8);
  });

  it('refuses a player that is already loading, and says what it expected', async () => {
    await lab.fresh();
    const message = await lab.browser.execute(async (url) => {
      await window.lab.open(url);
      try {
        window.lab.again();
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    }, SOURCE);
    expect(message).toMatch(
      /^Cannot rewrite playlists: .* expected hlsjs\(hls, video\) before hls\.loadSource\(url\)$/,
    );
  });
});
