import { adPlaylists, anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { createAdMediaLoader } from './load-ad-media.js';

const ASKED = 'https://ads.example/';
const MOVED = 'https://cdn.example/';

describe('the media of an ad whose playlists are redirected', () => {
  it('is where they came from', async () => {
    const playlists: Readonly<Record<string, string>> = adPlaylists('one');
    const load = createAdMediaLoader((url) =>
      Promise.resolve({
        url: url.replace(/(video|audio)\.m3u8$/, '$1/moved.m3u8').replace(ASKED, MOVED),
        text: playlists[url.replace(MOVED, ASKED)] ?? '',
      }),
    );
    const media = await load(anAd('one'));
    const found = 'error' in media ? media : media.renditions.map(({ segments }) => segments[0]?.uri);
    expect(found).toEqual([
      'https://cdn.example/ads/one/video/video/0.m4s',
      'https://cdn.example/ads/one/audio/audio/0.m4s',
    ]);
  });
});
