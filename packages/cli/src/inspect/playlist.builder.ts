/** Tags by the place of the segment that they stand in front of. */
export type Marks = Readonly<Record<number, readonly string[]>>;

interface PlaylistOptions {
  readonly segments?: number;
  readonly first?: number;
  readonly isDated?: boolean;
  readonly isEnded?: boolean;
}

/** Programme time of the first segment with number 0. */
export const START_MS = Date.UTC(2026, 0, 1);
export const SEGMENT_MS = 6_000;

/** A media playlist of segments of 6 s. */
export function aPlaylist(
  marks: Marks = {},
  { segments = 12, first = 0, isDated = true, isEnded = false }: PlaylistOptions = {},
): string {
  const lines = ['#EXTM3U', '#EXT-X-TARGETDURATION:6', `#EXT-X-MEDIA-SEQUENCE:${first}`];
  if (isDated) lines.push(`#EXT-X-PROGRAM-DATE-TIME:${dateOf(first)}`);
  for (let at = 0; at < segments; at++) lines.push(...(marks[first + at] ?? []), '#EXTINF:6.000,', `${first + at}.ts`);
  return [...lines, ...(isEnded ? ['#EXT-X-ENDLIST'] : []), ''].join('\n');
}

/** The date of a segment. */
function dateOf(segment: number): string {
  return new Date(START_MS + segment * SEGMENT_MS).toISOString();
}
