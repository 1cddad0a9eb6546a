import type { AdMedia, AdMediaFailure, AdRendition, FetchedText } from './ad-media.js';
import { codecsOfGroup, isSoundAlone } from './codecs.js';
import { lengthMs, referenceRendition } from './choose-rendition.js';
import { fillVariables, type Variables } from './fill-variables.js';
import { isEncrypted } from './is-encrypted.js';
import { readMediaPlaylist, type Segment } from './media-playlist.js';
import { listMedia } from './multivariant.js';
import type { RenditionKind } from './rendition.js';
import { spellUri } from './spell-uri.js';
import { readTag } from './tags.js';

interface Wanted {
  readonly url: string;
  readonly kind: RenditionKind;
  readonly bandwidth: number | null;
  readonly codecs: string | null;
}

/** The addresses of the media playlists to fetch. Empty: the text itself is a media playlist, or not a playlist. */
export function adMediaUris(multivariant: FetchedText): readonly string[] {
  return wantedPlaylists(multivariant).wanted.map(({ url }) => url);
}

/**
 * The media of an ad from its playlists; a plain media playlist as first argument is one muxed rendition.
 * Failures: MEDIA_NOT_FOUND where a playlist was not given, MEDIA_UNSUPPORTED where one cannot be stitched
 * (unreadable, live, encrypted, of several parts, with gaps, empty).
 */
export function readAdMedia(
  adInstanceId: string,
  multivariant: FetchedText,
  media: readonly FetchedText[],
): AdMedia | AdMediaFailure {
  const { wanted, variables } = wantedPlaylists(multivariant);
  if (wanted.length === 0) wanted.push({ url: multivariant.url, kind: 'muxed', bandwidth: null, codecs: null });
  const renditions: AdRendition[] = [];
  for (const want of wanted) {
    const fetched = [...media, multivariant].find(({ url }) => url === want.url);
    if (!fetched) return { error: 'MEDIA_NOT_FOUND', detail: `no playlist for ${want.url}` };
    const rendition = readAdRendition(want, fetched, variables);
    if (typeof rendition === 'string') return { error: 'MEDIA_UNSUPPORTED', detail: `${want.url}: ${rendition}` };
    renditions.push(rendition);
  }
  return { adInstanceId, durationMs: lengthMs(referenceRendition({ renditions })), renditions };
}

/** Each address once: a variant's own media goes before a rendition of the same address. And what their playlists may import. */
function wantedPlaylists({ url, from: base = url, text }: FetchedText): {
  readonly wanted: Wanted[];
  readonly variables: Variables;
} {
  const filled = fillVariables(text, base);
  const { variants, media } = listMedia(filled.text);
  const sounds = media.filter(({ TYPE }) => TYPE === 'AUDIO');
  // The first sound is the one that is heard.
  const isMain = ({ DEFAULT }: (typeof sounds)[number]): number => Number(DEFAULT === 'YES');
  const apart = sounds.filter(({ URI }) => URI).sort((a, b) => isMain(b) - isMain(a));
  const wanted = variants.map(({ uri, attributes: { BANDWIDTH = '', CODECS = null, AUDIO } }): Wanted => {
    const group = sounds.filter((sound) => sound['GROUP-ID'] === AUDIO);
    // One without an address of its own is in the picture's segments.
    const picture = group.length > 0 && group.every(({ URI }) => URI) ? 'video' : 'muxed';
    const kind = isSoundAlone(CODECS) ? 'audio' : picture;
    return { url: spellUri(uri, base), kind, bandwidth: parseInt(BANDWIDTH, 10) || 0, codecs: CODECS };
  });
  const said = variants.map(({ attributes: { CODECS = null, AUDIO = null } }) => ({
    codecs: CODECS,
    audioGroup: AUDIO,
  }));
  for (const { URI = '', 'GROUP-ID': group } of variants.length > 0 ? apart : [])
    wanted.push({ url: spellUri(URI, base), kind: 'audio', bandwidth: null, codecs: codecsOfGroup(said, group) });
  const once = wanted.filter((one, i) => wanted.findIndex((other) => other.url === one.url) === i);
  return { wanted: once, variables: filled.variables };
}

const isGap = ({ lines }: Segment): boolean => lines.some((line) => readTag(line).name === 'GAP');

function readAdRendition(
  { kind, bandwidth, codecs }: Wanted,
  { url, from: base = url, text }: FetchedText,
  imports: Variables,
): AdRendition | string {
  const { segments = [], ended = false } = readMediaPlaylist(fillVariables(text, base, imports).text) ?? {};
  const map = segments[0]?.map ?? null;
  if (segments.length === 0) return 'not a media playlist with segments';
  if (!ended) return 'no EXT-X-ENDLIST';
  if (segments.some((segment) => segment.map?.line !== map?.line)) return 'more than one EXT-X-MAP';
  if (segments.some(({ discontinuities }, i) => i && discontinuities)) return 'EXT-X-DISCONTINUITY inside';
  if (segments.some(isGap)) return 'EXT-X-GAP inside'; // there is no media behind such an address
  if (segments.some(isEncrypted)) return 'encrypted';
  return {
    kind,
    bandwidth,
    codecs,
    mapUri: map && spellUri(map.uri, base),
    mapByteRange: map && map.byteRange,
    segments: segments.map(({ uri, durationMs, byteRange }) => ({ uri: spellUri(uri, base), durationMs, byteRange })),
  };
}
