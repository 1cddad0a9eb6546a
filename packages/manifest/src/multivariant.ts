import { readAttributes, readLines, readTag } from './tags.js';

/** One EXT-X-STREAM-INF. `uri` as written. */
export interface Variant {
  readonly uri: string;
  /** Peak, in bit/s. */
  readonly bandwidth: number;
  readonly codecs: string | null;
  readonly width: number | null;
  readonly height: number | null;
  /** GROUP-ID of its audio renditions; null: its own sound, or none. */
  readonly audioGroup: string | null;
}

/** One EXT-X-MEDIA. */
export interface AlternativeRendition {
  /** AUDIO, VIDEO, SUBTITLES or CLOSED-CAPTIONS. */
  readonly type: string;
  readonly groupId: string;
  readonly name: string;
  readonly language: string | null;
  /** null: it is inside the variant's own media. */
  readonly uri: string | null;
  readonly isDefault: boolean;
}

/** A multivariant playlist (RFC 8216 §4.3.4). */
export interface Multivariant {
  readonly variants: readonly Variant[];
  readonly renditions: readonly AlternativeRendition[];
}

type Attributes = Readonly<Record<string, string>>;

/** The attributes of each EXT-X-STREAM-INF with the URI after it, and of each EXT-X-MEDIA. */
export interface ListedMedia {
  readonly variants: readonly { readonly uri: string; readonly attributes: Attributes }[];
  readonly media: readonly Attributes[];
}

/** Lists what a multivariant playlist offers, as written. No variants: the text is not one. */
export function listMedia(text: string): ListedMedia {
  const variants: ListedMedia['variants'][number][] = [];
  const media: Attributes[] = [];
  let pending: Attributes | null = null;
  for (const line of readLines(text)) {
    const { name, value } = readTag(line);
    if (name === 'STREAM-INF') pending = readAttributes(value);
    else if (name === 'MEDIA') media.push(readAttributes(value));
    else if (pending && line[0] !== '#') {
      variants.push({ uri: line, attributes: pending });
      pending = null;
    }
  }
  return { variants, media };
}

/** Reads a multivariant playlist. null: the text is not one. Never throws. */
export function readMultivariant(text: string): Multivariant | null {
  const { variants, media } = listMedia(text);
  return variants.length > 0 ? { variants: variants.map(readStreamInf), renditions: media.map(readMedia) } : null;
}

function readStreamInf({ uri, attributes }: ListedMedia['variants'][number]): Variant {
  const size = /^(\d+)x(\d+)/.exec(attributes['RESOLUTION'] ?? '');
  return {
    uri,
    bandwidth: parseInt(attributes['BANDWIDTH'] ?? '', 10) || 0,
    codecs: attributes['CODECS'] ?? null,
    width: size ? Number(size[1]) : null,
    height: size ? Number(size[2]) : null,
    audioGroup: attributes['AUDIO'] ?? null,
  };
}

function readMedia(attributes: Attributes): AlternativeRendition {
  return {
    type: attributes['TYPE'] ?? '',
    groupId: attributes['GROUP-ID'] ?? '',
    name: attributes['NAME'] ?? '',
    language: attributes['LANGUAGE'] ?? null,
    uri: attributes['URI'] ?? null,
    isDefault: attributes['DEFAULT'] === 'YES',
  };
}
