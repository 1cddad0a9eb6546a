import type { ErrorName } from '@cutaway/model';
import { readMediaPlaylist } from './media-playlist.js';
import { readMultivariant } from './multivariant.js';
import type { Multivariant, Variant } from './multivariant.js';
import type { RenditionKind } from './rendition.js';
import { resolveUri } from './resolve-uri.js';
import type { ByteRange } from './tags.js';

/** One segment of an ad. `uri` is absolute. */
export interface AdSegment {
  readonly uri: string;
  readonly durationMs: number;
  readonly byteRange: ByteRange | null;
}

/** One encoding of an ad. */
export interface AdRendition {
  readonly kind: RenditionKind;
  readonly bandwidth: number | null;
  readonly codecs: string | null;
  /** Absolute; null: no EXT-X-MAP (not fMP4). */
  readonly mapUri: string | null;
  readonly mapByteRange: ByteRange | null;
  readonly segments: readonly AdSegment[];
}

/** The media of one ad, ready to be stitched. */
export interface AdMedia {
  readonly adInstanceId: string;
  /** Of its longest video or muxed rendition: what every rendition is mapped by. */
  readonly durationMs: number;
  readonly renditions: readonly AdRendition[];
}

/** Why an ad's playlists cannot be used. */
export interface AdMediaFailure {
  readonly error: ErrorName;
  readonly detail: string;
}

/** A playlist and where it came from (the address after redirects). */
export interface FetchedText {
  readonly url: string;
  readonly text: string;
}

interface Wanted {
  readonly url: string;
  readonly kind: RenditionKind;
  readonly bandwidth: number | null;
  readonly codecs: string | null;
}

/** The addresses of the media playlists to fetch. Empty: the text itself is a media playlist, or not a playlist. */
export function adMediaUris(multivariant: FetchedText): readonly string[] {
  return wantedPlaylists(multivariant).map(({ url }) => url);
}

/**
 * The media of an ad from its playlists; a plain media playlist as first argument is one muxed rendition.
 * Failures: MEDIA_NOT_FOUND where a playlist was not given, MEDIA_UNSUPPORTED where one cannot be stitched
 * (unreadable, live, encrypted, of several parts, empty).
 */
export function readAdMedia(
  adInstanceId: string,
  multivariant: FetchedText,
  media: readonly FetchedText[],
): AdMedia | AdMediaFailure {
  const wanted = wantedPlaylists(multivariant);
  const single: Wanted = { url: multivariant.url, kind: 'muxed', bandwidth: null, codecs: null };
  const renditions: AdRendition[] = [];
  for (const want of wanted.length > 0 ? wanted : [single]) {
    const fetched = want === single ? multivariant : media.find(({ url }) => url === want.url);
    if (!fetched) return { error: 'MEDIA_NOT_FOUND', detail: `no playlist for ${want.url}` };
    const rendition = readAdRendition(want, fetched.text);
    if (typeof rendition === 'string') return { error: 'MEDIA_UNSUPPORTED', detail: `${want.url}: ${rendition}` };
    renditions.push(rendition);
  }
  const pictures = renditions.filter(({ kind }) => kind !== 'audio');
  const lengths = (pictures.length > 0 ? pictures : renditions).map(lengthMs);
  return { adInstanceId, durationMs: Math.max(...lengths), renditions };
}

/** The sum of a rendition's segments, in milliseconds. */
export function lengthMs(rendition: AdRendition): number {
  return rendition.segments.reduce((sum, { durationMs }) => sum + durationMs, 0);
}

function wantedPlaylists({ url: base, text }: FetchedText): readonly Wanted[] {
  const multivariant = readMultivariant(text);
  if (!multivariant) return [];
  const wanted = new Map<string, Wanted>();
  for (const variant of multivariant.variants) {
    const url = resolveUri(variant.uri, base);
    const { bandwidth, codecs } = variant;
    if (!wanted.has(url)) wanted.set(url, { url, kind: kindOf(variant, multivariant), bandwidth, codecs });
  }
  for (const { type, uri } of multivariant.renditions) {
    const url = type === 'AUDIO' && uri !== null ? resolveUri(uri, base) : null;
    if (url !== null && !wanted.has(url)) wanted.set(url, { url, kind: 'audio', bandwidth: null, codecs: null });
  }
  return [...wanted.values()];
}

function kindOf({ audioGroup, codecs }: Variant, { renditions }: Multivariant): RenditionKind {
  if (codecs !== null && !/avc|hvc|hev|vp0?9|av01|dvh/i.test(codecs)) return 'audio';
  const apart = renditions.some(({ type, groupId, uri }) => type === 'AUDIO' && groupId === audioGroup && uri !== null);
  return apart ? 'video' : 'muxed';
}

function readAdRendition({ kind, bandwidth, codecs, url }: Wanted, text: string): AdRendition | string {
  const playlist = readMediaPlaylist(text);
  const first = playlist?.segments[0];
  if (!playlist || !first) return 'not a media playlist with segments';
  if (!playlist.ended) return 'no EXT-X-ENDLIST';
  const { segments } = playlist;
  if (segments.some(({ map }) => map?.line !== first.map?.line)) return 'more than one EXT-X-MAP';
  if (segments.some(({ discontinuities }, i) => i > 0 && discontinuities > 0)) return 'EXT-X-DISCONTINUITY inside';
  if (segments.some(({ keys }) => keys.some((key) => !/METHOD=NONE/.test(key)))) return 'encrypted';
  return {
    kind,
    bandwidth,
    codecs,
    mapUri: first.map ? resolveUri(first.map.uri, url) : null,
    mapByteRange: first.map?.byteRange ?? null,
    segments: segments.map(({ uri, durationMs, byteRange }) => ({ uri: resolveUri(uri, url), durationMs, byteRange })),
  };
}
