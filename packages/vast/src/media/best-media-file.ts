import type { MediaFile } from '@cutaway/model';

type Size = Pick<MediaFile, 'bitrateKbps' | 'maxBitrateKbps' | 'width' | 'height'>;

/** The most that a device and its line take; Infinity: nobody knows. */
interface Caps {
  readonly maxWidth: number;
  readonly maxHeight: number;
  readonly maxBitrateKbps: number;
  /** null: nobody knows what content shows. */
  readonly content: Size | null;
}

/**
 * The best of several files that can be played, never simply the first; null where there is none. Of the preferred family
 * where it is there; of those that fit the device, or else the smallest; of those at most a step above content; and the highest
 * bitrate within the limit, or else the lowest.
 */
export function bestMediaFile(
  playable: readonly MediaFile[],
  isPreferred: (file: MediaFile) => boolean,
  { maxWidth, maxHeight, maxBitrateKbps, content }: Caps,
): MediaFile | null {
  const preferred = playable.filter(isPreferred);
  const family = preferred.length > 0 ? preferred : playable;
  const shown = family.filter(({ width, height }) => (width ?? 0) <= maxWidth && (height ?? 0) <= maxHeight);
  const sized = shown.length > 0 ? shown : smallestOf(family);
  const near = aStepAbove(aStepAbove(sized, area, content), rate, content);
  const fitting = near.filter((file) => rate(file) <= maxBitrateKbps);
  const best = (a: MediaFile, b: MediaFile) => rate(b) - rate(a) || area(b) - area(a);
  return fitting.sort(best)[0] ?? near.slice().sort((a, b) => best(b, a))[0] ?? null;
}

function smallestOf(files: readonly MediaFile[]): readonly MediaFile[] {
  const least = files.reduce((smallest, file) => Math.min(smallest, area(file)), Infinity);
  return files.filter((file) => area(file) === least);
}

/** What content shows and less, and the least of what is more. */
function aStepAbove(
  files: readonly MediaFile[],
  measure: (size: Size) => number,
  content: Size | null,
): readonly MediaFile[] {
  const shown = content ? measure(content) : 0;
  if (shown === 0) return files; // not known
  const step = Math.min(...files.map(measure).filter((size) => size > shown));
  return files.filter((file) => measure(file) <= step);
}

function rate(size: Size): number {
  return size.bitrateKbps ?? size.maxBitrateKbps ?? 0;
}

function area({ width, height }: Size): number {
  return (width ?? 0) * (height ?? 0);
}
