import type { MediaFile } from '@cutaway/model';

/** The most that a device and its line take; Infinity: nobody knows. */
interface Caps {
  readonly maxWidth: number;
  readonly maxHeight: number;
  readonly maxBitrateKbps: number;
}

/**
 * The best of several files that can be played, never simply the first; null where there is none. Of the preferred family
 * where it is there; of those that fit the device, or else the smallest; and the highest bitrate within the limit, or else the lowest.
 */
export function bestMediaFile(
  playable: readonly MediaFile[],
  isPreferred: (file: MediaFile) => boolean,
  { maxWidth, maxHeight, maxBitrateKbps }: Caps,
): MediaFile | null {
  const preferred = playable.filter(isPreferred);
  const family = preferred.length > 0 ? preferred : playable;
  const shown = family.filter(({ width, height }) => (width ?? 0) <= maxWidth && (height ?? 0) <= maxHeight);
  const sized = shown.length > 0 ? shown : smallestOf(family);
  const fitting = sized.filter((file) => rate(file) <= maxBitrateKbps);
  const best = (a: MediaFile, b: MediaFile) => rate(b) - rate(a) || area(b) - area(a);
  return fitting.sort(best)[0] ?? sized.slice().sort((a, b) => best(b, a))[0] ?? null;
}

function smallestOf(files: readonly MediaFile[]): readonly MediaFile[] {
  const least = files.reduce((smallest, file) => Math.min(smallest, area(file)), Infinity);
  return files.filter((file) => area(file) === least);
}

function rate(file: MediaFile): number {
  return file.bitrateKbps ?? file.maxBitrateKbps ?? 0;
}

function area(file: MediaFile): number {
  return (file.width ?? 0) * (file.height ?? 0);
}
