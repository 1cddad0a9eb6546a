import { readAttributes, readTag } from './tags.js';

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

/** Reads a multivariant playlist. null: the text is not one. Never throws. */
export function readMultivariant(text: string): Multivariant | null {
  if (!/^\uFEFF?#EXTM3U/.test(text)) return null;
  const variants: Variant[] = [];
  const renditions: AlternativeRendition[] = [];
  let pending: Omit<Variant, 'uri'> | null = null;
  for (const line of text.split(/\r?\n/)) {
    const tag = readTag(line);
    if (tag?.name === 'EXT-X-STREAM-INF') pending = readStreamInf(tag.value);
    else if (tag?.name === 'EXT-X-MEDIA') renditions.push(readMedia(tag.value));
    else if (line !== '' && line[0] !== '#' && pending) {
      variants.push({ uri: line, ...pending });
      pending = null;
    }
  }
  return variants.length > 0 ? { variants, renditions } : null;
}

function readStreamInf(value: string): Omit<Variant, 'uri'> {
  const attributes = readAttributes(value);
  const size = /^(\d+)x(\d+)/.exec(attributes['RESOLUTION'] ?? '');
  return {
    bandwidth: parseInt(attributes['BANDWIDTH'] ?? '', 10) || 0,
    codecs: attributes['CODECS'] ?? null,
    width: size ? Number(size[1]) : null,
    height: size ? Number(size[2]) : null,
    audioGroup: attributes['AUDIO'] ?? null,
  };
}

function readMedia(value: string): AlternativeRendition {
  const attributes = readAttributes(value);
  return {
    type: attributes['TYPE'] ?? '',
    groupId: attributes['GROUP-ID'] ?? '',
    name: attributes['NAME'] ?? '',
    language: attributes['LANGUAGE'] ?? null,
    uri: attributes['URI'] ?? null,
    isDefault: attributes['DEFAULT'] === 'YES',
  };
}
