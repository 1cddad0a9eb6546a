import type { MediaFile } from '@cutaway/model';

const HLS = 'application/vnd.apple.mpegurl';
const DASH = 'application/dash+xml';
// RFC 6381 §3.3: a sample entry code, then dot-separated parts. Files that say "H.264" or "FLAC" have said nothing that a player can test.
const CODEC = /^(avc[1-4]|hvc1|hev1|dvh[1e]|vp0?[89]|av01|mp4[av]|[ae]c-[34]|opus|Opus|fLaC|flac)(\.[\w-]+)*$/;

/** True for both MIME types that HLS goes by. */
export function isHls({ type }: MediaFile): boolean {
  return /mpegurl/i.test(type);
}

export function isDash({ type }: MediaFile): boolean {
  return /dash\+xml/i.test(type);
}

/** What a player is to be asked about a file. */
export function mimeOf(file: MediaFile): string {
  if (isHls(file)) return HLS;
  if (isDash(file)) return DASH;
  const codecs = (file.codec ?? '').split(',').map((codec) => codec.trim());
  return codecs.every((codec) => CODEC.test(codec)) ? `${file.type}; codecs="${codecs.join(', ')}"` : file.type;
}
