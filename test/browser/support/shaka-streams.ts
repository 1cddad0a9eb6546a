import { readFileSync } from 'node:fs';
import { anEmsg } from '../../../packages/signals/src/boxes/bytes.builder.js';
import { MEDIA_DIR } from './media-dir.js';
import { aSection } from './sections.js';
import type { RouteAnswer } from './serve-page.js';
import { spokenFragments } from './spoken-segments.js';

const HLS = 'application/vnd.apple.mpegurl';
const SEGMENT_MS = 1920;

/** Programme time of the first segment. */
export const EPOCH_MS = Date.UTC(2030, 0, 1);

const isoAt = (ms: number): string => new Date(EPOCH_MS + ms).toISOString();
const text = (body: string, type = HLS): RouteAnswer => ({ status: 200, type, body });

/** The programme with an HLS interstitial two seconds in. */
function withInterstitial(name: string): string {
  const range = `#EXT-X-DATERANGE:ID="i1",CLASS="com.apple.hls.interstitial",START-DATE="${isoAt(SEGMENT_MS)}",DURATION=5.76,X-ASSET-URI="/media/ads/ad-red/exact/main.m3u8"`;
  return readFileSync(`${MEDIA_DIR}/content/${name}`, 'utf8')
    .replace('#EXTINF', `${range}\n#EXT-X-PROGRAM-DATE-TIME:${isoAt(0)}\n#EXTINF`)
    .replace(/^(?=(hi|lo|audio)-)/gm, '/media/content/')
    .replace(/URI="(?=(hi|lo|audio)-)/g, 'URI="/media/content/');
}

/** Three segments of the programme, a cue tag in front of the second, an emsg box in the third. */
const SPOKEN = [
  '#EXTM3U',
  '#EXT-X-VERSION:7',
  '#EXT-X-TARGETDURATION:2',
  '#EXT-X-MAP:URI="init.mp4"',
  `#EXT-X-PROGRAM-DATE-TIME:${isoAt(0)}`,
  '#EXTINF:1.920,\n0.m4s',
  '#EXT-X-CUE-OUT:4\n#EXTINF:1.920,\n1.m4s',
  '#EXTINF:1.920,\n2.m4s',
  '#EXT-X-ENDLIST\n',
].join('\n');

/** The same media as an MPD, live since the epoch or on demand. */
const MPD = `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT46.08S" minBufferTime="PT2S" profiles="urn:mpeg:dash:profile:isoff-live:2011"><Period>
${[
  ['video', 'lo', 'avc1.4d400c', '70000'],
  ['audio', 'audio', 'mp4a.40.2', '16000'],
]
  .map(
    ([type, name, codecs, bandwidth]) =>
      `<AdaptationSet contentType="${type}" mimeType="${type}/mp4" segmentAlignment="true"><SegmentTemplate timescale="1000" duration="1920" startNumber="0" initialization="/media/content/${name}-init.mp4" media="/media/content/${name}-$Number%03d$.m4s"/><Representation id="${name}" codecs="${codecs}" bandwidth="${bandwidth}"/></AdaptationSet>`,
  )
  .join('\n')}
</Period></MPD>`;

/**
 * Streams made of the programme, by path: `/inter/main.m3u8` with an interstitial, `/spoken/main.m3u8` with messages, `/main.mpd`.
 * null: another path.
 */
export async function shakaStreams(): Promise<(pathname: string) => RouteAnswer | null> {
  const spoken = await spokenFragments({ 2: [anEmsg({ timescale: 1000, time: 500, message: aSection(7, 6) })] });
  return (pathname) => {
    const inter = /^\/inter\/(\w+\.m3u8)$/.exec(pathname)?.[1];
    if (inter === 'main.m3u8') return text(readFileSync(`${MEDIA_DIR}/content/main.m3u8`, 'utf8'));
    if (inter) return text(withInterstitial(inter));
    if (pathname === '/spoken/main.m3u8') return text(SPOKEN);
    const file = spoken[pathname.replace('/spoken/', '')];
    if (file) return { status: 200, type: 'video/mp4', body: file };
    return pathname === '/main.mpd' ? text(MPD, 'application/dash+xml') : null;
  };
}
