import { adPlaylists, anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { createAdMediaLoader } from './load-ad-media.js';

const ASKED = 'https://ads.example/';
const MOVED = 'https://cdn.example/';

describe('the media of an ad whose playlists are redirected', () => {
  it('is where they came from', async () => {
    const playlists: Readonly<Record<string, string>> = adPlaylists('one');
    const load = createAdMediaLoader(
      (url) =>
        Promise.resolve({
          url: url.replace(/(video|audio)\.m3u8$/, '$1/moved.m3u8').replace(ASKED, MOVED),
          text: playlists[url.replace(MOVED, ASKED)] ?? '',
        }),
      () => 0,
    );
    const media = await load(anAd('one'));
    const found = 'error' in media ? media : media.renditions.map(({ segments }) => segments[0]?.uri);
    expect(found).toEqual([
      'https://cdn.example/ads/one/video/video/0.m4s',
      'https://cdn.example/ads/one/audio/audio/0.m4s',
    ]);
  });
});

describe('the media of an ad that many sessions need', () => {
  it('is read once for all of them, and anew a minute later: its segments may have other, signed addresses by then', async () => {
    const playlists: Readonly<Record<string, string>> = adPlaylists('one');
    const asked: string[] = [];
    let nowMs = 0;
    const load = createAdMediaLoader(
      (url) => {
        asked.push(url);
        const text = (playlists[url] ?? '').replace(/\.m4s/g, `.m4s?signed=${nowMs}`);
        return Promise.resolve({ url, text });
      },
      () => nowMs,
    );
    const uriOf = async (): Promise<string> => {
      const media = await load(anAd('one'));
      return 'error' in media ? media.detail : (media.renditions[0]?.segments[0]?.uri ?? '');
    };
    const first = await uriOf();
    expect([await uriOf(), asked.length]).toEqual([first, 3]);
    nowMs = 60_000;
    expect(await uriOf()).toBe(first.replace('signed=0', 'signed=60000'));
  });
});
