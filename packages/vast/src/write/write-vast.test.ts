import { describe, expect, it } from 'vitest';
import type { Ad, Pod, Tracker } from '@cutaway/model';
import { parseVast } from '../parse-vast.js';
import { startResolve } from '../resolve/resolve-vast.js';
import { writeVast } from './write-vast.js';

const tracker = (event: Tracker['event'], url: string): Tracker => ({ event, url, level: 0, index: 0 });
const linear: Ad = {
  adInstanceId: 'p-0',
  adId: 'car',
  title: 'Red <car> & "road"',
  advertiser: 'Cars & Co',
  universalAdId: 'ad-id.org CNPA 0484',
  durationMs: 20_040,
  skipAfterMs: 5000,
  clickThrough: 'https://land.example/?a=1&b=2',
  mediaFiles: [
    {
      url: 'https://m/x.m3u8',
      type: 'application/vnd.apple.mpegurl',
      codec: null,
      width: 1280,
      height: 720,
      bitrateKbps: null,
      delivery: 'streaming',
    },
    {
      url: 'https://m/x.mp4',
      type: 'video/mp4',
      codec: 'avc1.64001f',
      width: 1280,
      height: 720,
      bitrateKbps: 2000,
      id: 'm-1',
      delivery: 'progressive',
      minBitrateKbps: 1500,
      maxBitrateKbps: 2500,
      scalable: true,
      maintainAspectRatio: false,
      apiFramework: 'none',
      fileSizeBytes: 5_000_000,
      mediaType: '2D',
    },
  ],
  nonLinear: null,
  trackers: [
    tracker('impression', 'https://t/imp?x=]]>&cb=[CACHEBUSTING]'),
    tracker('start', 'https://t/start'),
    { ...tracker('progress', 'https://t/p'), offset: { ms: 1500 } },
    { ...tracker('progress', 'https://t/q'), index: 1, offset: { share: 0.333 } },
    tracker('clickTracking', 'https://t/click'),
    tracker('error', 'https://t/err?[ERRORCODE]'),
  ],
};
const overlay: Ad = {
  ...linear,
  adInstanceId: 'p-1',
  durationMs: 0,
  skipAfterMs: null,
  clickThrough: null,
  mediaFiles: [],
  nonLinear: {
    id: 'n',
    imageUrl: 'https://m/n.png',
    type: 'image/png',
    width: 728,
    height: 90,
    durationMs: 12_000,
    clickThrough: 'https://land/',
    altText: null,
  },
  trackers: [
    tracker('impression', 'https://t/i'),
    tracker('creativeView', 'https://t/v'),
    tracker('clickTracking', 'https://t/c'),
  ],
};
const pod = (...ads: Ad[]): Pod => ({ id: 'p', breakId: 'b', beaconedBy: 'client', ads });

describe('writeVast', () => {
  it('writes what startResolve reads back, linear and overlay', () => {
    expect(startResolve(writeVast(pod(linear, overlay)), { prefix: 'p' })).toMatchObject({
      type: 'done',
      ads: [linear, overlay],
      failures: [],
      warnings: [],
    });
  });
  it('numbers the ads of a pod, and leaves a lone ad stand-alone', () => {
    const numbers = (...ads: Ad[]) => {
      const document = parseVast(writeVast(pod(...ads)));
      return 'error' in document ? [] : document.ads.map(({ sequence }) => sequence);
    };
    expect(numbers(linear, overlay)).toEqual([1, 2]);
    expect(numbers(linear)).toEqual([null]);
  });
  it('writes the Error of an empty answer, and none beside ads (VAST 4.3 §3.2.1)', () => {
    const errorUrls = ['https://t/none?[ERRORCODE]'];
    expect(parseVast(writeVast(pod(), { errorUrls }))).toMatchObject({ version: '4.2', ads: [], errorUrls });
    expect(parseVast(writeVast(pod(linear), { errorUrls }))).toMatchObject({ errorUrls: [] });
  });
});
