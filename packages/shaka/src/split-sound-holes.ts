import { readMediaPlaylist } from '@cutaway/manifest';

const DATE = /^#EXT-X-PROGRAM-DATE-TIME:/;

/**
 * Lays the last segment of an ad's sound later, in the text, where it is too short: Shaka lays each segment out by its date,
 * whatever the times inside of it say. What comes behind it keeps its place.
 */
export function splitSoundHoles(
  text: string,
  url: string,
  shiftMsOf: (uri: string) => number | null | undefined,
): string {
  const playlist = readMediaPlaylist(text);
  if (!playlist) return text;
  const lines = [...playlist.header];
  let wasShifted = false;
  let isChanged = false;
  for (const { uri, startsAt, lines: own } of playlist.segments) {
    const shiftMs = startsAt === null ? 0 : (shiftMsOf(new URL(uri, url).href) ?? 0);
    const needsDate = shiftMs > 0 || (wasShifted && !own.some((line) => DATE.test(line)));
    wasShifted = shiftMs > 0;
    isChanged ||= needsDate;
    if (needsDate) lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date((startsAt ?? 0) + shiftMs).toISOString()}`);
    lines.push(...own.filter((line) => !needsDate || !DATE.test(line)));
  }
  return isChanged ? [...lines, ...playlist.tail, ''].join('\n') : text;
}
