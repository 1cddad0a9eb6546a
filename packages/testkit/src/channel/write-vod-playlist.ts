/** Program time of the VOD's first frame. */
const VOD_EPOCH_MS = Date.UTC(2026, 0, 1);

/** A committed VOD playlist with EXT-X-PROGRAM-DATE-TIME in front of each segment. */
export function writeVodPlaylist(playlist: string): string {
  let atMs = 0;
  const lines = playlist.split('\n').flatMap((line) => {
    const seconds = /^#EXTINF:([\d.]+)/.exec(line)?.[1];
    if (seconds === undefined) return [line];
    const date = new Date(VOD_EPOCH_MS + Math.round(atMs)).toISOString();
    atMs += Number(seconds) * 1000;
    return [`#EXT-X-PROGRAM-DATE-TIME:${date}`, line];
  });
  return lines.join('\n');
}
