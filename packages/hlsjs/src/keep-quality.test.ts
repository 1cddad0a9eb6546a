// @vitest-environment jsdom
import type Hls from 'hls.js';
import { describe, expect, it } from 'vitest';
import { afterReload } from './film.builder.js';

const QUALITIES = [270, 540, 1080];
const MANIFEST = [
  '#EXTM3U',
  ...QUALITIES.map(
    (height) => `#EXT-X-STREAM-INF:BANDWIDTH=${height}000,RESOLUTION=${height * 2}x${height}\n${height}.m3u8`,
  ),
].join('\n');

/** Heights. */
function qualityOf(hls: Hls) {
  const heightAt = (level: number): number | null => hls.levels[level]?.height ?? null;
  return {
    chosen: heightAt(hls.manualLevel),
    loads: heightAt(hls.loadLevel),
    highest: heightAt(hls.autoLevelCapping),
  };
}

const reloaded = (choose: (hls: Hls) => void, isLive = false) =>
  afterReload({ manifest: MANIFEST, isLive }, choose, qualityOf);

describe('the quality of a stream that is loaded anew (real hls.js)', () => {
  it.each([false, true])('is the one that the viewer chose, live: %s', async (isLive) => {
    expect(await reloaded((hls) => void (hls.nextLevel = 1), isLive)).toMatchObject({ chosen: 540, loads: 540 });
  });
  it('goes no higher than he allowed', async () => {
    expect(await reloaded((hls) => void (hls.autoLevelCapping = 1))).toMatchObject({ chosen: null, highest: 540 });
  });
  it('is chosen by hls.js where nobody else did', async () => {
    expect(await reloaded(() => undefined)).toMatchObject({ chosen: null, highest: null });
  });
});
