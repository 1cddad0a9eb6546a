import type { MediaFile } from '@cutaway/model';

/** A type has several names there: `application/vnd.apple.mpegurl`, `application/x-mpegURL`, `audio/mpegurl`. */
const HLS = /mpegurl/i;

/** Whether one of an ad's files is of these types, without regard to case, or to what follows a type (`video/mp4; codecs=…`). */
export function hasTypeOf(files: readonly Pick<MediaFile, 'type'>[], mimes: readonly string[]): boolean {
  const names = mimes.map(nameOf);
  return files.some(({ type }) => names.includes(nameOf(type)));
}

const nameOf = (type: string): string => (HLS.test(type) ? 'hls' : (type.split(';', 1)[0] ?? '').trim().toLowerCase());
