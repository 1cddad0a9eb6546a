import { readMultivariant } from '@cutaway/manifest';
import { describe, expect, it } from 'vitest';
import { choosePlaylists } from './choose-playlists.js';

const MAIN = `#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="aac",NAME="English",URI="en.m3u8"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="aac",NAME="Deutsch",URI="de.m3u8"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="ac3",NAME="English",URI="en-ac3.m3u8"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="own",NAME="English"
#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="text",NAME="English",URI="text.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=2,RESOLUTION=1280x720,AUDIO="aac"
hi.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO="aac"
../lo.m3u8?a=%20b
#EXT-X-STREAM-INF:BANDWIDTH=2,AUDIO="ac3"
hi.m3u8
`;

function choose(isAll: boolean) {
  const multivariant = readMultivariant(MAIN);
  if (!multivariant) throw new Error('expected a multivariant playlist');
  const { chosen, listed } = choosePlaylists(multivariant, 'https://h/live/main.m3u8', isAll);
  return { listed, chosen: chosen.map(({ name, about, url }) => `${name}|${about}|${url}`) };
}

describe('choosePlaylists', () => {
  it('watches the first variant and the first rendition of each audio group', () => {
    expect(choose(false)).toEqual({
      listed: 6,
      chosen: [
        'video 1|720p|https://h/live/hi.m3u8',
        'audio 1|English|https://h/live/en.m3u8',
        'audio 3|English|https://h/live/en-ac3.m3u8',
      ],
    });
  });

  it('watches all with a playlist of their own, each once', () => {
    const { chosen } = choose(true);
    expect(chosen).toHaveLength(6);
    expect(chosen[1]).toBe('video 2||https://h/lo.m3u8?a=%20b');
  });
});
