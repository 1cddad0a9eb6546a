import type { ListedWindow } from './list-window.js';
import type { MediaPlaylist } from './media-playlist.js';
import { readTag } from './tags.js';
import { NEEDS } from './write-segment.js';

const COUNTED = /^(TARGETDURATION|(MEDIA|DISCONTINUITY)-SEQUENCE)$/;

/** The text of a stitched window. */
export function writeWindow(
  { header, tail, targetDurationMs }: MediaPlaylist,
  { listed, replaced, plans }: ListedWindow,
): string {
  const nameOf = (line: string) => readTag(line).name;
  const first = listed[0] ?? { sequence: 0, continuity: 0, discontinuities: 0 };
  const target = Math.max(targetDurationMs / 1000, ...plans.map(({ targetSeconds }) => targetSeconds));
  const lines = header.filter((line) => !COUNTED.test(nameOf(line)));
  lines.splice(
    Math.max(
      lines.findIndex((line) => nameOf(line) === 'VERSION'),
      0,
    ) + 1,
    0,
    `#EXT-X-TARGETDURATION:${target}`,
    `#EXT-X-MEDIA-SEQUENCE:${first.sequence}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${first.continuity - first.discontinuities}`,
  );
  for (const segment of replaced) lines.push(...segment.lines.filter((line) => nameOf(line) === 'DATERANGE'));
  for (const segment of listed) {
    for (let n = 0; n < segment.discontinuities; n++) lines.push('#EXT-X-DISCONTINUITY');
    lines.push(...segment.lines.filter(Boolean));
  }
  // Tags after the last segment that belong to the next one are left out.
  lines.push(...tail.filter((line) => !NEEDS.test(nameOf(line)) && !/^(EXTINF|BITRATE|GAP)$/.test(nameOf(line))));
  return lines.join('\n') + '\n';
}
