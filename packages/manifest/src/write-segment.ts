import type { DatedSegment } from './dated-segment.js';
import type { Segment } from './media-playlist.js';
import type { PodSegment } from './pod-segments.js';
import { readTag } from './tags.js';
import type { ByteRange } from './tags.js';

/** Tags that say what a segment needs: written anew where content returns. */
export const NEEDS = /^(DISCONTINUITY|MAP|KEY|PROGRAM-DATE-TIME|BYTERANGE)$/;

/** The lines of an ad segment, with its map where `isCut`. An empty line is none. */
export function writeAd({ segment, rendition, startsAt }: PodSegment, isCut: boolean, isKeyed: boolean): string[] {
  const { mapUri, mapByteRange } = rendition;
  return [
    isCut && isKeyed ? '#EXT-X-KEY:METHOD=NONE' : '',
    isCut && mapUri !== null
      ? `#EXT-X-MAP:URI="${mapUri}"${mapByteRange ? `,BYTERANGE="${writeRange(mapByteRange)}"` : ''}`
      : '',
    writeDate(startsAt),
    `#EXTINF:${+(segment.durationMs / 1000).toFixed(6)},`,
    writeByteRange(segment.byteRange),
    segment.uri,
  ];
}

/**
 * The lines of a content segment, without its discontinuities. As the origin wrote them, but where content returns after
 * ads all that it needs is said again, since the ads' map and key came before it. An empty line is none.
 */
export function writeContent(segment: DatedSegment, isReturn: boolean, isRenumbered: boolean): string[] {
  const { map, keys } = segment;
  const ivs = isRenumbered ? sayIvs(segment) : [];
  const lines = segment.lines.filter((line) => {
    const { name } = readTag(line);
    return isReturn ? !NEEDS.test(name) : name !== 'DISCONTINUITY' && !(ivs.length > 0 && name === 'KEY');
  });
  if (isReturn)
    lines.unshift(
      ...(map ? [...map.keys, map.line] : []),
      ...(ivs.length > 0 || map?.keys === keys ? [] : keys),
      writeDate(segment.startsAt),
      writeByteRange(segment.byteRange),
    );
  lines.splice(-1, 0, ...ivs);
  return lines;
}

export function writeDate(ms: number): string {
  return `#EXT-X-PROGRAM-DATE-TIME:${new Date(Math.round(ms)).toISOString()}`;
}

function writeRange({ length, offset }: ByteRange): string {
  return `${length}@${offset}`;
}

function writeByteRange(range: ByteRange | null): string {
  return range ? `#EXT-X-BYTERANGE:${writeRange(range)}` : '';
}

/** Without an IV, and of no licence server. AES-256-GCM has it in each segment, SAMPLE-AES-CTR in each sample. */
const NEEDS_IV =
  /^(?!.*[,:]\s*IV=)(?!.*KEYFORMAT="(?!identity")).*METHOD=(?:AES-128|AES-256(?:-CTR)?|SAMPLE-AES)(?![\w-])/;

/**
 * A key without an IV is used with the media sequence number (RFC 8216 §5.2). Ads renumber what comes after them, so
 * the origin's number is said aloud. Empty: every key has its own.
 */
function sayIvs({ keys, sequence }: Segment): readonly string[] {
  const iv = `,IV=0x${sequence.toString(16).padStart(32, '0')}`;
  const needsIv = (key: string) => NEEDS_IV.test(key);
  return keys.some(needsIv) ? keys.map((key) => (needsIv(key) ? key + iv : key)) : [];
}
