import {
  codecsOfGroup,
  fillVariables,
  isSoundAlone,
  readMultivariant,
  type Rendition,
  type Variables,
} from '@cutaway/manifest';
import { mapUriOf } from './complete-uris.js';

/** A media playlist of the channel: its name under `/ssai/:session/` and the origin's playlist behind it (`key` is its URL). */
export interface SsaiRendition extends Rendition {
  readonly name: string;
}

/** The channel as a session sees it. */
export interface SsaiChannel {
  readonly text: string;
  readonly renditions: readonly SsaiRendition[];
  /** What its media playlists may import (EXT-X-DEFINE). */
  readonly variables: Variables;
}

/**
 * Points the variants and audio renditions of the origin's multivariant playlist to our own playlists (`v0.m3u8`, `a0.m3u8`),
 * everything else to the origin. I-frame playlists go: they would show the programme under the ads. So does
 * content steering: a pathway that it clones has the host of another CDN, which does not know our playlists (RFC 8216bis §7.2).
 * null: the text is not a multivariant playlist.
 */
export function rewriteMultivariant(original: string, originUrl: string, query: string): SsaiChannel | null {
  const { text, variables } = fillVariables(original, originUrl);
  const multivariant = readMultivariant(text);
  if (multivariant === null) return null;
  const renditions: SsaiRendition[] = [];
  const nameFor = (rendition: Rendition, letter: string): string => {
    const known = renditions.find(({ key }) => key === rendition.key);
    if (known !== undefined) return known.name;
    const name = `${letter}${renditions.filter((other) => other.name.startsWith(letter)).length}.m3u8`;
    renditions.push({ ...rendition, name });
    return name;
  };
  const nameVariant = (uri: string): string => {
    const variant = multivariant.variants.find((one) => one.uri === uri);
    const sounds = multivariant.renditions.filter(
      ({ type, groupId }) => type === 'AUDIO' && groupId === variant?.audioGroup,
    );
    // One without an address of its own is in the picture's segments, whatever else the viewer may choose.
    const isApart = sounds.length > 0 && sounds.every(({ uri: own }) => own !== null);
    const kind = isSoundAlone(variant?.codecs ?? null) ? 'audio' : isApart ? 'video' : 'muxed';
    const { bandwidth = null, codecs = null } = variant ?? {};
    return nameFor({ key: absolute(uri), kind, bandwidth, codecs }, 'v');
  };
  const nameSound = (uri: string): string => {
    const group = multivariant.renditions.find((one) => one.type === 'AUDIO' && one.uri === uri)?.groupId;
    const codecs = codecsOfGroup(multivariant.variants, group);
    return nameFor({ key: absolute(uri), kind: 'audio', bandwidth: null, codecs }, 'a');
  };
  const absolute = (uri: string): string => new URL(uri, originUrl).href;
  const mapLine = (line: string): string => {
    if (line.trim() === '') return line;
    if (!line.startsWith('#')) return nameVariant(line) + query;
    const isAudio = /^#EXT-X-MEDIA:(.*,)?\s*TYPE\s*=\s*AUDIO\s*(,|$)/.test(line);
    return mapUriOf(line, (uri) => (isAudio ? nameSound(uri) + query : absolute(uri)));
  };
  const lines = text.split(/\r?\n/).filter((line) => !LEFT_OUT.test(line));
  return { text: lines.map(mapLine).join('\n'), renditions, variables };
}

const LEFT_OUT = /^#EXT-X-(?:I-FRAME-STREAM-INF|CONTENT-STEERING):/;
