import type { AdRendition } from './ad-media.js';
import type { ListedSegment, ListedWindow } from './list-window.js';
import { withoutLowLatency } from './low-latency.js';
import type { MediaPlaylist, Segment } from './media-playlist.js';
import { readTag } from './tags.js';
import type { ByteRange } from './tags.js';

const DISCONTINUITY = '#EXT-X-DISCONTINUITY';
/** Tags that say what a segment needs: written anew where content returns. */
const RESTATED = /^EXT-X-(DISCONTINUITY|MAP|KEY|PROGRAM-DATE-TIME|BYTERANGE)$/;
/** Tags after the last segment that belong to the next one. */
const OF_NEXT_SEGMENT = /^EXT(INF|-X-(DISCONTINUITY|MAP|KEY|PROGRAM-DATE-TIME|BYTERANGE|BITRATE|GAP))$/;

/** The text of a stitched window. */
export function writeWindow(playlist: MediaPlaylist, { listed, replaced, plans }: ListedWindow): string {
  const isKeyed = playlist.segments.some(({ keys }) => keys.some((key) => !/METHOD=NONE/.test(key)));
  const lines = writeHeader(playlist, listed, Math.max(...plans.map(({ targetSeconds }) => targetSeconds), 0));
  for (const segment of replaced) lines.push(...segment.lines.filter((line) => nameOf(line) === 'EXT-X-DATERANGE'));
  listed.forEach((item, i) => {
    for (let n = 0; n < item.discontinuities; n++) lines.push(DISCONTINUITY);
    if (item.type === 'content') lines.push(...(item.isReturn ? writeReturn(item.segment) : writeContent(item)));
    else {
      const { segment, rendition, startsAt, isFirst } = item.pod;
      if (isFirst || i === 0) lines.push(...(isKeyed ? ['#EXT-X-KEY:METHOD=NONE'] : []), ...writeMap(rendition));
      lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(Math.round(startsAt)).toISOString()}`);
      lines.push(
        `#EXTINF:${+(segment.durationMs / 1000).toFixed(6)},`,
        ...writeByteRange(segment.byteRange),
        segment.uri,
      );
    }
  });
  for (const line of playlist.tail) if (!OF_NEXT_SEGMENT.test(nameOf(line))) lines.push(line);
  return (
    lines
      .map(withoutLowLatency)
      .filter((line) => line !== null)
      .join('\n') + '\n'
  );
}

function nameOf(line: string): string {
  return readTag(line)?.name ?? '';
}

function writeHeader(
  { header, targetDurationMs }: MediaPlaylist,
  [first]: readonly ListedSegment[],
  targetSeconds: number,
) {
  const target = Math.max(targetDurationMs / 1000, targetSeconds);
  const counted = [
    `#EXT-X-TARGETDURATION:${target}`,
    `#EXT-X-MEDIA-SEQUENCE:${first?.sequence ?? 0}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${first ? first.continuity - first.discontinuities : 0}`,
  ];
  const kept = header.filter((line) => !/^EXT-X-(TARGETDURATION|(MEDIA|DISCONTINUITY)-SEQUENCE)$/.test(nameOf(line)));
  const version = kept.findIndex((line) => nameOf(line) === 'EXT-X-VERSION');
  kept.splice(Math.max(version, 0) + 1, 0, ...counted);
  return kept;
}

/** A content segment as the origin wrote it; its discontinuities are written by count. */
function writeContent({ segment, sequence }: ListedSegment & { type: 'content' }): readonly string[] {
  const keys = sequence === segment.sequence ? [] : withImplicitIvs(segment);
  const dropped = keys.length > 0 ? /^EXT-X-(DISCONTINUITY|KEY)$/ : /^EXT-X-DISCONTINUITY$/;
  const lines = segment.lines.filter((line) => !dropped.test(nameOf(line)));
  return [...lines.slice(0, -1), ...keys, ...lines.slice(-1)];
}

/** The first content segment after ads: all that it needs is said again, since the ads' map and key came before it. */
function writeReturn(segment: Segment & { readonly startsAt: number }): readonly string[] {
  const { map, keys, startsAt, byteRange, lines } = segment;
  const ivs = withImplicitIvs(segment);
  return [
    ...(map ? [...map.keys, map.line] : []),
    ...(ivs.length > 0 ? ivs : map?.keys === keys ? [] : keys),
    `#EXT-X-PROGRAM-DATE-TIME:${new Date(Math.round(startsAt)).toISOString()}`,
    ...writeByteRange(byteRange),
    ...lines.filter((line) => !RESTATED.test(nameOf(line))),
  ];
}

function writeMap({ mapUri, mapByteRange: range }: AdRendition): readonly string[] {
  if (mapUri === null) return [];
  return [`#EXT-X-MAP:URI="${mapUri}"${range ? `,BYTERANGE="${range.length}@${range.offset}"` : ''}`];
}

function writeByteRange(range: ByteRange | null): readonly string[] {
  return range ? [`#EXT-X-BYTERANGE:${range.length}@${range.offset}`] : [];
}

/**
 * A key without an IV is used with the media sequence number (RFC 8216 §5.2). Ads renumber what comes after them, so
 * the origin's number is said aloud. Empty: every key has its own.
 */
function withImplicitIvs({ keys, sequence }: Segment): readonly string[] {
  const needsIv = (key: string) => /METHOD=AES-128/.test(key) && !/[,:]\s*IV=/.test(key);
  if (!keys.some(needsIv)) return [];
  const iv = `0x${sequence.toString(16).padStart(32, '0')}`;
  return keys.map((key) => (needsIv(key) ? `${key},IV=${iv}` : key));
}
