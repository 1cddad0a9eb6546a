import type { ProgramMs } from '@cutaway/model';
import { readAttributes, readByteRange, readDate, readLines, readTag } from './tags.js';
import type { ByteRange } from './tags.js';

/** What a player must have loaded and decrypted with before a segment: raw tag lines, ready to be written again. */
export interface InitSection {
  /** The EXT-X-MAP line. */
  readonly line: string;
  readonly uri: string;
  readonly byteRange: ByteRange | null;
  /** The EXT-X-KEY lines in force where the map stood. */
  readonly keys: readonly string[];
}

/** One media segment with all that applies to it. */
export interface Segment {
  /** Media sequence number. */
  readonly sequence: number;
  /** Discontinuities counted from the start of the stream, the ones in front of this segment included. */
  readonly continuity: number;
  /** How many EXT-X-DISCONTINUITY tags stand in front of it. */
  readonly discontinuities: number;
  /** As written: maybe relative to the playlist. */
  readonly uri: string;
  readonly durationMs: number;
  /** From EXT-X-PROGRAM-DATE-TIME, carried by durations. null: the playlist has no date. */
  readonly startsAt: ProgramMs | null;
  readonly map: InitSection | null;
  /** The EXT-X-KEY lines in force; empty or METHOD=NONE: clear. */
  readonly keys: readonly string[];
  readonly byteRange: ByteRange | null;
  /** Its lines as written, the URI last. */
  readonly lines: readonly string[];
}

/** A media playlist (RFC 8216 §4.3.3). `header`, each segment's `lines` and `tail` together are the text. */
export interface MediaPlaylist {
  /** As given. */
  readonly text: string;
  readonly targetDurationMs: number;
  readonly mediaSequence: number;
  readonly discontinuitySequence: number;
  readonly ended: boolean;
  readonly header: readonly string[];
  readonly segments: readonly Segment[];
  /** Lines after the last segment. */
  readonly tail: readonly string[];
}

const PLAYLIST_WIDE =
  /^(EXTM3U|VERSION|TARGETDURATION|(MEDIA|DISCONTINUITY)-SEQUENCE|PLAYLIST-TYPE|I(-FRAME|MAGE)S-ONLY|PART-INF|SERVER-CONTROL|INDEPENDENT-SEGMENTS|START|DEFINE|SKIP|DATERANGE)$/;

/** Reads a media playlist. null: the text is not one. Never throws. */
export function readMediaPlaylist(text: string): MediaPlaylist | null {
  const header: string[] = [];
  const segments: (Segment & { readonly startsAt: number })[] = [];
  const told: Record<string, string> = {}; // the last value of each tag
  let own: typeof told = {}; // the same, since the last segment
  let lines: string[] = [];
  let discontinuities = 0;
  let continuity = 0;
  let clock = 0; // programme time; until the first date, time since the first segment
  let firstDated: { readonly at: number; readonly shift: number } | null = null;
  let map: InitSection | null = null;
  let keys: readonly string[] = [];
  let keysBefore = keys; // in force at the last segment
  let news: readonly string[] = []; // since then
  let rangeEnd = 0;

  for (const line of readLines(text)) {
    const { name, value } = readTag(line);
    (segments.length === 0 && PLAYLIST_WIDE.test(name) ? header : lines).push(line);
    if (name === 'DISCONTINUITY') discontinuities++;
    if (name === 'KEY') {
      news = name in own ? [...news, line] : [line];
      keys = joinKeys(keysBefore, news);
    }
    if (name === 'MAP') {
      const { URI = '', BYTERANGE } = readAttributes(value);
      map = { line, uri: URI, byteRange: readByteRange(BYTERANGE, 0), keys };
    }
    told[name] = own[name] = value;
    if (line[0] === '#') continue;
    if ('EXTINF' in own) {
      const at = segments.length;
      const durationMs = (parseFloat(own['EXTINF'] ?? '') || 0) * 1000;
      const date = readDate(own['PROGRAM-DATE-TIME']);
      const byteRange = readByteRange(own['BYTERANGE'], rangeEnd);
      if (byteRange) rangeEnd = byteRange.offset + byteRange.length;
      if (date !== null) {
        firstDated = firstDated ?? { at, shift: date - clock };
        clock = date;
      }
      continuity += discontinuities;
      const counted = { sequence: at, continuity, discontinuities };
      segments.push({ ...counted, uri: line, durationMs, startsAt: clock, map, keys, byteRange, lines });
      clock += durationMs;
      keysBefore = keys;
    }
    lines = [];
    own = {};
    discontinuities = 0;
  }
  if (!('EXTM3U' in told) || 'STREAM-INF' in told) return null;
  const count = (name: string, value = told[name]) => parseFloat(value ?? '') || 0;
  const mediaSequence = count('MEDIA-SEQUENCE');
  const discontinuitySequence = count('DISCONTINUITY-SEQUENCE');
  const skipped = count('', readAttributes(told['SKIP'] ?? '')['SKIPPED-SEGMENTS']);
  return {
    text,
    targetDurationMs: count('TARGETDURATION') * 1000,
    mediaSequence,
    discontinuitySequence,
    ended: 'ENDLIST' in told,
    header,
    segments: segments.map((segment, i) => ({
      ...segment,
      sequence: segment.sequence + mediaSequence + skipped,
      continuity: segment.continuity + discontinuitySequence,
      startsAt: firstDated && segment.startsAt + (i < firstDated.at ? firstDated.shift : 0),
    })),
    tail: lines,
  };
}

const IS_CLEAR = /METHOD=NONE/;
const formatOf = (key: string): string => readAttributes(readTag(key).value)['KEYFORMAT'] ?? 'identity';

/** A key holds until one of its KEYFORMAT follows (RFC 8216 §4.3.2.4), or none at all; those with no segment between them hold together. */
function joinKeys(before: readonly string[], news: readonly string[]): readonly string[] {
  const formats = news.map(formatOf);
  const isReplaced = (key: string): boolean => IS_CLEAR.test(key) || formats.indexOf(formatOf(key)) >= 0;
  return news.some((key) => IS_CLEAR.test(key)) ? news : [...before.filter((key) => !isReplaced(key)), ...news];
}
