import type { MediaFile } from '@cutaway/model';

/** True for both MIME types that HLS goes by. */
export function isHls(file: MediaFile): boolean {
  return /mpegurl/i.test(file.type);
}

/**
 * The best of several files that can be played, never simply the first; null where there is none. Of the preferred family
 * where it is there, and the highest bitrate within the limit, else the lowest.
 */
export function bestMediaFile(
  playable: readonly MediaFile[],
  preferHls: boolean,
  maxBitrateKbps = Infinity,
): MediaFile | null {
  const preferred = playable.filter((file) => isHls(file) === preferHls);
  const family = preferred.length > 0 ? preferred : playable.slice();
  const fitting = family.filter((file) => rate(file) <= maxBitrateKbps);
  const best = (a: MediaFile, b: MediaFile) => rate(b) - rate(a) || area(b) - area(a);
  return fitting.sort(best)[0] ?? family.sort((a, b) => best(b, a))[0] ?? null;
}

function rate(file: MediaFile): number {
  return file.bitrateKbps ?? 0;
}

function area(file: MediaFile): number {
  return (file.width ?? 0) * (file.height ?? 0);
}
