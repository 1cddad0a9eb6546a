import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import type { Ad } from '@cutaway/model';
import { writeAssetList } from './asset-list.js';

const hls = { type: 'application/vnd.apple.mpegurl', codec: null, width: null, height: null, bitrateKbps: null };
const spot = (name: string, change: Partial<Ad> = {}): Ad =>
  anAd(name, { durationMs: 5760, mediaFiles: [{ ...hls, url: `https://m.example/${name}.m3u8` }], ...change });
const listOf = (ads: readonly Ad[], startOffsetMs?: number) =>
  writeAssetList({ pod: { id: 'p', breakId: 'b', beaconedBy: 'client', ads } }, startOffsetMs);
const urisOf = (list: ReturnType<typeof listOf>) => list.ASSETS.map(({ URI }) => URI);

describe('writeAssetList (RFC 8216bis, appendix D.2; SVTA 2053-2)', () => {
  it('has each ad with its URI, its length in seconds and what is to be tracked', () => {
    const list = listOf([spot('red', { universalAdId: 'ad-id.org CNPA0484' }), spot('green')]);
    expect(urisOf(list)).toEqual(['https://m.example/red.m3u8', 'https://m.example/green.m3u8']);
    const [red] = list.ASSETS;
    expect(red?.DURATION).toBe(5.76);
    expect(red?.['X-AD-CREATIVE-SIGNALING'].payload[0]).toMatchObject({
      ...{ type: 'linear', start: 0, duration: 5.76 },
      identifiers: [{ scheme: 'ad-id.org', value: 'CNPA0484' }],
    });
    const types = red?.['X-AD-CREATIVE-SIGNALING'].payload[0]?.tracking.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['impression', 'start', 'midpoint', 'complete']));
  });

  it('leaves out what is over at _HLS_start_offset, and keeps the ad in which it lies', () => {
    const pod = [spot('red'), spot('green')];
    expect(urisOf(listOf(pod, 5759))).toHaveLength(2);
    expect(urisOf(listOf(pod, 5760))).toEqual(['https://m.example/green.m3u8']);
    expect(urisOf(listOf(pod, 99_000))).toEqual([]);
  });

  it('leaves out an ad without an HLS rendition, and is empty where there is none', () => {
    const mp4 = spot('old', { mediaFiles: [{ ...hls, type: 'video/mp4', url: 'https://m.example/old.mp4' }] });
    expect(urisOf(listOf([mp4, spot('red')]))).toEqual(['https://m.example/red.m3u8']);
    expect(listOf([])).toEqual({ ASSETS: [] });
  });

  it('offers to skip where one ad alone may be skipped', () => {
    const skippable = spot('red', { skipAfterMs: 3000 });
    expect(listOf([skippable])['SKIP-CONTROL']).toEqual({ OFFSET: 3 });
    expect(listOf([skippable, spot('green')])).not.toHaveProperty('SKIP-CONTROL');
  });

  it('joins the URLs of one event, and tells a progress its offset in seconds', () => {
    const tracker = (event: 'start' | 'progress', url: string) => ({ event, url, level: 0, index: 0 });
    const trackers = [
      tracker('start', 'https://a'),
      tracker('start', 'https://b'),
      { ...tracker('progress', 'https://c'), offset: { share: 0.25 } },
      { ...tracker('progress', 'https://d'), of: 'icon:0' },
    ];
    const [asset] = listOf([spot('red', { trackers })]).ASSETS;
    expect(asset?.['X-AD-CREATIVE-SIGNALING'].payload[0]?.tracking).toEqual([
      { type: 'start', urls: ['https://a', 'https://b'] },
      { type: 'progress', offset: 1.44, urls: ['https://c'] },
    ]);
  });
});
