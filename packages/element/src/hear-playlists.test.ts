import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { hearPlaylists } from './hear-playlists.js';

const NOON = Date.UTC(2026, 10, 28, 12);

/** 60 kB. */
function aWindow(n: number): string {
  const date = new Date(NOON + n * 2000).toISOString();
  const segments = Array.from(
    { length: 1000 },
    (_none, at) => `#EXTINF:2.000,\nhttps://origin.example/v/${n + at}.m4s\n`,
  );
  const head = `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:${n}\n#EXT-X-PROGRAM-DATE-TIME:${date}\n`;
  return head + segments.join('');
}

describe('playlists that are heard', () => {
  it('are remembered for the renditions of a stream, not for each refresh whose path has a token of its own: 18 MB', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const hear = hearPlaylists(() => undefined);
    const heapAfter = (from: number, to: number): number => {
      for (let n = from; n < to; n++) {
        const url = `https://origin.example/token-${n}/video.m3u8`;
        const { text } = hear({ url, text: aWindow(n), kind: 'video', bandwidth: null }, null);
        expect(text).toContain(`#EXT-X-MEDIA-SEQUENCE:${n}\n`);
      }
      collect();
      return process.memoryUsage().heapUsed;
    };
    const early = heapAfter(0, 40);
    expect(heapAfter(40, 340) - early).toBeLessThan(6_000_000);
  });
});

describe('sound and picture whose addresses differ in their query alone', () => {
  it('keep each their own dates, though they number their segments otherwise', () => {
    const hear = hearPlaylists(() => undefined);
    const textOf = (kind: 'video' | 'audio', sequence: number): string =>
      `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:${sequence}\n` +
      `#EXT-X-PROGRAM-DATE-TIME:${new Date(NOON).toISOString()}\n${`#EXTINF:2.000,\n${kind}.m4s\n`.repeat(6)}`;
    const heard = (kind: 'video' | 'audio', sequence: number): string =>
      hear(
        { url: `https://origin.example/p.m3u8?track=${kind}`, text: textOf(kind, sequence), kind, bandwidth: null },
        null,
      ).text;
    expect(heard('video', 100)).toBe(textOf('video', 100));
    // The same moment of the programme has another number.
    expect(heard('audio', 102)).toBe(textOf('audio', 102));
  });
});
