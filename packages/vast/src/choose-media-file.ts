import type { Ad, MediaFile } from '@cutaway/model';

/** What the player can do and what the line allows. */
export interface MediaChoice {
  /** Asked with a MIME type, and with `; codecs="…"` where the file names codecs in RFC 6381 form. */
  canPlay(mime: string): boolean;
  /** HLS before progressive files: where ads are stitched into an HLS stream. */
  readonly preferHls: boolean;
  /** Files above it are taken only when all are above it. */
  readonly maxBitrateKbps?: number | null;
}

const HLS = 'application/vnd.apple.mpegurl';
// RFC 6381 §3.3: a sample entry code, then dot-separated parts. Files that say "H.264" or "FLAC" have said nothing that a player can test.
const CODEC = /^(avc[1-4]|hvc1|hev1|dvh[1e]|vp0?[89]|av01|mp4[av]|[ae]c-[34]|opus|Opus|fLaC|flac)(\.[\w-]+)*$/;

/** True for both MIME types that HLS goes by. */
export function isHls(file: MediaFile): boolean {
  return /mpegurl/i.test(file.type);
}

/** The media file to play, or null where none fits (VAST error 403). The best that the bitrate limit allows, never the first in the document. */
export function chooseMediaFile(ad: Ad, choice: MediaChoice): MediaFile | null {
  const limit = choice.maxBitrateKbps ?? Infinity;
  const playable = ad.mediaFiles.filter((file) => file.url !== '' && choice.canPlay(mimeOf(file)));
  const preferred = playable.filter((file) => isHls(file) === choice.preferHls);
  const family = preferred.length > 0 ? preferred : playable;
  const fitting = family.filter((file) => rate(file) <= limit);
  const best = (a: MediaFile, b: MediaFile) => rate(b) - rate(a) || area(b) - area(a);
  return fitting.sort(best)[0] ?? family.sort((a, b) => best(b, a))[0] ?? null;
}

function mimeOf(file: MediaFile): string {
  if (isHls(file)) return HLS;
  const codecs = (file.codec ?? '').split(',').map((codec) => codec.trim());
  return codecs.every((codec) => CODEC.test(codec)) ? `${file.type}; codecs="${codecs.join(', ')}"` : file.type;
}

function rate(file: MediaFile): number {
  return file.bitrateKbps ?? 0;
}

function area(file: MediaFile): number {
  return (file.width ?? 0) * (file.height ?? 0);
}
