import type { ProgramMs } from '@cutaway/model';
import { readAttributes, readByteRange, readDate, readTag } from './tags.js';
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
  /^EXT(M3U|-X-(VERSION|TARGETDURATION|MEDIA-SEQUENCE|DISCONTINUITY-SEQUENCE|PLAYLIST-TYPE|I-FRAMES-ONLY|PART-INF|SERVER-CONTROL|INDEPENDENT-SEGMENTS|START|DEFINE|SKIP|DATERANGE))$/;

/** Reads a media playlist. null: the text is not one. Never throws. */
export function readMediaPlaylist(text: string): MediaPlaylist | null {
  if (!/^\uFEFF?#EXTM3U/.test(text) || /^#EXT-X-STREAM-INF/m.test(text)) return null;
  const header: string[] = [];
  const segments: Segment[] = [];
  let lines: string[] = [];
  const playlist = { targetDurationMs: 0, mediaSequence: 0, discontinuitySequence: 0, ended: false };
  let durationMs: number | null = null;
  let discontinuities = 0;
  let continuity = 0;
  let skipped = 0;
  let date: number | null = null;
  let nextStart: number | null = null;
  let map: InitSection | null = null;
  let keys: string[] = [];
  let keysOpen = false; // EXT-X-KEY lines with no segment between them hold together
  let byteRange: ByteRange | null = null;
  let rangeEnd = 0;

  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    if (line === '') continue;
    if (line[0] !== '#') {
      lines.push(line);
      if (durationMs !== null) {
        const startsAt: number | null = date ?? nextStart;
        continuity += discontinuities;
        const sequence = segments.length;
        segments.push({
          sequence,
          continuity,
          discontinuities,
          uri: line,
          durationMs,
          startsAt,
          map,
          keys,
          byteRange,
          lines,
        });
        nextStart = startsAt === null ? null : startsAt + durationMs;
      }
      lines = [];
      durationMs = date = byteRange = null;
      discontinuities = 0;
      keysOpen = false;
      continue;
    }
    const tag = readTag(line);
    (tag && segments.length === 0 && PLAYLIST_WIDE.test(tag.name) ? header : lines).push(line);
    if (!tag) continue;
    const { name, value } = tag;
    if (name === 'EXTINF') durationMs = (parseFloat(value) || 0) * 1000;
    else if (name === 'EXT-X-TARGETDURATION') playlist.targetDurationMs = (parseFloat(value) || 0) * 1000;
    else if (name === 'EXT-X-MEDIA-SEQUENCE') playlist.mediaSequence = parseInt(value, 10) || 0;
    else if (name === 'EXT-X-DISCONTINUITY-SEQUENCE') playlist.discontinuitySequence = parseInt(value, 10) || 0;
    else if (name === 'EXT-X-ENDLIST') playlist.ended = true;
    else if (name === 'EXT-X-SKIP') skipped = parseInt(readAttributes(value)['SKIPPED-SEGMENTS'] ?? '', 10) || 0;
    else if (name === 'EXT-X-DISCONTINUITY') discontinuities++;
    else if (name === 'EXT-X-PROGRAM-DATE-TIME') date = readDate(value);
    else if (name === 'EXT-X-BYTERANGE') {
      byteRange = readByteRange(value, rangeEnd);
      if (byteRange) rangeEnd = byteRange.offset + byteRange.length;
    } else if (name === 'EXT-X-KEY') {
      keys = keysOpen ? [...keys, line] : [line];
      keysOpen = true;
    } else if (name === 'EXT-X-MAP') {
      const attributes = readAttributes(value);
      const range = attributes['BYTERANGE'];
      map = { line, uri: attributes['URI'] ?? '', byteRange: range ? readByteRange(range, 0) : null, keys };
    }
  }
  const { mediaSequence, discontinuitySequence } = playlist;
  const dated = carryBack(segments);
  return {
    ...playlist,
    header,
    segments: dated.map((segment) => ({
      ...segment,
      sequence: segment.sequence + mediaSequence + skipped,
      continuity: segment.continuity + discontinuitySequence,
    })),
    tail: lines,
  };
}

/** Segments before the first date get theirs by counting back from it. */
function carryBack(segments: readonly Segment[]): readonly Segment[] {
  const first = segments.find((segment) => segment.startsAt !== null);
  if (!first || first === segments[0]) return segments;
  let startsAt = first.startsAt ?? 0;
  const before = segments.slice(0, segments.indexOf(first)).reverse();
  const dated = before.map((segment) => ({ ...segment, startsAt: (startsAt -= segment.durationMs) }));
  return [...dated.reverse(), ...segments.slice(before.length)];
}
