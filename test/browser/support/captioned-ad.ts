import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { captionPicture } from './caption-picture.js';
import { MEDIA_DIR } from './media-dir.js';
import type { RouteAnswer } from './serve-page.js';

/** What the ad says in each of its segments of 1.92 s. */
export const SAYS = ['Half price', 'Today', ''];
export const CAPTIONED_AD = '/captioned/main.m3u8';

/** The ad at `CAPTIONED_AD`, with captions inside of its picture, and sound beside it. null: it is none of its files. */
export function captionedAd({ pathname }: URL): RouteAnswer | null {
  const [, name = ''] = /^\/captioned\/([\w.-]+)$/.exec(pathname) ?? [];
  if (name === '') return null;
  if (name === 'main.m3u8') return { status: 200, type: 'application/vnd.apple.mpegurl', body: MAIN };
  const file = readFileSync(join(MEDIA_DIR, 'ads/ad-red', /^audio/.test(name) ? 'exact' : 'video', name));
  const [, segment] = /^hi-00(\d)\.m4s$/.exec(name) ?? [];
  const body = segment === undefined ? file : captionPicture(file, SAYS[Number(segment)] ?? '');
  return { status: 200, type: /m3u8$/.test(name) ? 'application/vnd.apple.mpegurl' : 'video/mp4', body };
}

const MAIN = `#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Tone",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="1",URI="audio.m3u8"
#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="cc",NAME="English",LANGUAGE="en",INSTREAM-ID="CC1"
#EXT-X-STREAM-INF:BANDWIDTH=120000,RESOLUTION=480x270,CODECS="avc1.4d4015,mp4a.40.2",AUDIO="audio",CLOSED-CAPTIONS="cc"
hi.m3u8
`;
