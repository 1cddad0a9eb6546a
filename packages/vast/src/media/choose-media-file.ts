import type { Ad, MediaFile } from '@cutaway/model';
import { bestMediaFile, isHls } from './best-media-file.js';

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

/** The media file to play, or null where none fits (VAST error 403): the best of those that the player says it can play. */
export function chooseMediaFile(ad: Ad, { canPlay, preferHls, maxBitrateKbps }: MediaChoice): MediaFile | null {
  const playable = ad.mediaFiles.filter((file) => file.url !== '' && canPlay(mimeOf(file)));
  return bestMediaFile(playable, preferHls, maxBitrateKbps ?? Infinity);
}

function mimeOf(file: MediaFile): string {
  if (isHls(file)) return HLS;
  const codecs = (file.codec ?? '').split(',').map((codec) => codec.trim());
  return codecs.every((codec) => CODEC.test(codec)) ? `${file.type}; codecs="${codecs.join(', ')}"` : file.type;
}
