/** What speaks of ads in a playlist, by what an operator calls it, with how often. */
export interface TagCounts {
  readonly dialects: Readonly<Record<string, number>>;
  /** Tags that are neither in RFC 8216bis nor read here. */
  readonly unknown: Readonly<Record<string, number>>;
  /** EXT-X-DATERANGE tags without SCTE-35 and without a class that means ads. */
  readonly otherRanges: number;
}

/** `"#" *SP "EXT" name`. */
const TAG = /^#[ \t]*(EXT[A-Z0-9-]*)(.*)$/gim;

const STANDARD =
  /^EXT(?:M3U|INF|-X-(?:VERSION|TARGETDURATION|MEDIA-SEQUENCE|DISCONTINUITY|DISCONTINUITY-SEQUENCE|ENDLIST|PLAYLIST-TYPE|I-FRAMES-ONLY|PART|PART-INF|SERVER-CONTROL|INDEPENDENT-SEGMENTS|START|DEFINE|SKIP|DATERANGE|BYTERANGE|KEY|MAP|PROGRAM-DATE-TIME|GAP|BITRATE|PRELOAD-HINT|RENDITION-REPORT|ALLOW-CACHE|SESSION-DATA|SESSION-KEY|CONTENT-STEERING))$/;

const MARKERS =
  /^EXT-(?:X-)?(?:CUE(?:-OUT|-OUT-CONT|-IN|-SPAN|-CONT)?|OATCLS-SCTE35|SPLICEPOINT-SCTE35|SCTE35|ASSET|SIGNAL-(?:EXIT|SPAN|RETURN)|PLACEMENT-OPPORTUNITY)$/;

const APPLE = /CLASS\s*=\s*"com\.apple\.hls\.(interstitial|preload|daterange-schedule)"/;

/** Counts the tags of a media playlist. */
export function countTags(playlistText: string): TagCounts {
  const dialects: Record<string, number> = {};
  const unknown: Record<string, number> = {};
  let otherRanges = 0;
  for (const [, written = '', rest = ''] of playlistText.matchAll(TAG)) {
    const name = written.toUpperCase();
    const range = name === 'EXT-X-DATERANGE' ? rangeName(rest) : null;
    if (range !== null) dialects[range] = (dialects[range] ?? 0) + 1;
    else if (name === 'EXT-X-DATERANGE') otherRanges++;
    else if (MARKERS.test(name)) dialects[name] = (dialects[name] ?? 0) + 1;
    else if (!STANDARD.test(name)) unknown[name] = (unknown[name] ?? 0) + 1;
  }
  return { dialects, unknown, otherRanges };
}

function rangeName(attributes: string): string | null {
  if (/[:,]\s*SCTE35-(?:OUT|IN|CMD)\s*=/i.test(attributes)) return 'EXT-X-DATERANGE with SCTE-35';
  const apple = APPLE.exec(attributes)?.[1];
  return apple ? `EXT-X-DATERANGE ${apple}` : null;
}
