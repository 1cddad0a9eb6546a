import type { LoadedPlaylist } from '@cutaway/core';
import {
  codecsOfGroup,
  fillVariables,
  isSoundAlone,
  readMultivariant,
  type AlternativeRendition,
  type Variant,
} from '@cutaway/manifest';
import { askedAs } from './asked-as.js';

type Described = Pick<LoadedPlaylist, 'kind' | 'bandwidth' | 'codecs'>;
type Known = Described & { readonly isTimedText?: boolean };

/** So many are remembered: those of the streams that were loaded last. */
const MOST_KNOWN = 256;

const KINDS: Readonly<Record<string, Described['kind']>> = { AUDIO: 'audio', SUBTITLES: 'text' };

/** What the media playlists of a stream are, learnt from its multivariant playlist: Shaka does not say it with a request. */
export interface Renditions {
  /** Notes what a multivariant playlist offers. False: `text` is not one. */
  learn(text: string, url: string): boolean;
  /** null: it is one of neither sound, picture nor subtitles. `asked`: the URL before redirects; `came`: behind them, where Shaka asks next. */
  describe(asked: string, came?: string): Described | null;
  /** Whether subtitles in fMP4 are TTML, by the codecs of the stream that names them. `asked`: the URL before redirects. */
  isTimedText(asked: string): boolean;
}

const HOST = /^[^:]+:\/\/[^/?#]*/;

export function createRenditions(): Renditions {
  const known = new Map<string, Known | null>();
  /** A playlist whose URL no multivariant playlist named: the source itself, most often. */
  let others: Described = { kind: 'muxed', bandwidth: null };
  const note = (uri: string, base: string, described: Known | null): void => {
    const url = plainUrl(new URL(uri, base).href);
    // A rendition that several variants share is first listed with the best of them, or with the one to start with.
    if (!known.has(url)) keep(url, described);
  };
  const keep = (url: string, described: Known | null): void => {
    known.delete(url); // what is in use is not the oldest
    known.set(url, described);
    if (known.size > MOST_KNOWN) known.delete([...known.keys()][0] ?? '');
  };
  const keyOf = (asked: string): string | undefined => askedAs(plainUrl(asked), known.keys()) ?? keyOfClone(asked);
  /** Content steering clones a pathway: the same addresses at another host (RFC 8216bis §7), of which Shaka asks without a word. */
  const keyOfClone = (asked: string): string | undefined => {
    const [host = ''] = HOST.exec(asked) ?? [];
    const keys = [...known.keys()];
    const there = keys.map((key) => key.replace(HOST, () => host));
    return keys[there.indexOf(askedAs(plainUrl(asked), there) ?? '')];
  };
  return {
    learn(text, url) {
      const listed = readMultivariant(fillVariables(text, url).text);
      if (!listed) return false;
      const isTimedText = /^#EXT-X-STREAM-INF:.*\bCODECS="[^"]*\bstpp\b/m.test(text);
      const isSound = ({ type }: AlternativeRendition): boolean => type === 'AUDIO';
      const sounds = listed.renditions.filter(isSound);
      const noteRendition = ({ type, uri, groupId }: AlternativeRendition): void => {
        const kind = KINDS[type];
        const codecs = kind === 'audio' ? codecsOfGroup(listed.variants, groupId) : null;
        if (uri) note(uri, url, kind ? { kind, bandwidth: null, isTimedText, ...(codecs && { codecs }) } : null);
      };
      // A sound may be a variant, too, for who has no line for a picture.
      sounds.forEach(noteRendition);
      const hasPictures = listed.variants.some(hasPicture);
      for (const variant of listed.variants) {
        const group = sounds.filter(({ groupId }) => groupId === variant.audioGroup);
        // One without an address of its own is in the picture's segments, whatever else the viewer may choose.
        const isApart = group.length > 0 && group.every((sound) => sound.uri);
        const kind = isApart ? 'video' : 'muxed';
        const isAlone = hasPictures && !hasPicture(variant);
        const { bandwidth, codecs } = variant;
        note(variant.uri, url, {
          kind: isAlone ? 'audio' : kind,
          bandwidth: bandwidth || null,
          ...(codecs && { codecs }),
        });
      }
      listed.renditions.forEach(noteRendition);
      others = { kind: sounds.length > 0 && sounds.every(({ uri }) => uri) ? 'video' : 'muxed', bandwidth: null };
      return true;
    },
    describe(asked, came = asked) {
      const key = keyOf(asked);
      if (key === undefined) return others;
      const found = known.get(key) ?? null;
      keep(key, found);
      if (keyOf(came) === undefined) keep(plainUrl(came), found);
      if (!found) return null;
      const { isTimedText: _, ...described } = found;
      return described;
    },
    isTimedText: (asked) => known.get(keyOf(asked) ?? '')?.isTimedText === true,
  };
}

/** Without CODECS a variant is taken for one. */
const hasPicture = ({ codecs, width }: Variant): boolean => width !== null || !isSoundAlone(codecs);

/** Without delivery directives (RFC 8216bis §6.2.5) and Shaka's CMCD, which change from one refresh to the next. */
const plainUrl = (url: string): string =>
  url
    .replace(/#.*$/, '')
    .replace(/([?&])((_HLS_\w+|CMCD)=[^&]*(&|$))+/g, '$1')
    .replace(/[?&]$/, '');
