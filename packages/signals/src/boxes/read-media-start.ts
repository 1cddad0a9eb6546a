import { boxAt, findBoxes } from './find-boxes.js';
import { readUint } from './read-uint.js';

/** Ticks a second of each track, by track_ID. */
export type Timescales = Readonly<Record<number, number>>;

/** Timescales of the tracks of an init segment (ISO/IEC 14496-12 §8.3.2 and §8.4.2). */
export function readTimescales(init: Uint8Array): Timescales {
  const timescales: Record<number, number> = {};
  const movie = boxAt(init, 'moov') ?? new Uint8Array();
  for (const { body } of findBoxes(movie).filter(({ type }) => type === 'trak')) {
    const header = boxAt(body, 'tkhd');
    const media = boxAt(body, 'mdia', 'mdhd');
    if (!header || !media) continue;
    const id = readUint(header, header[0] === 1 ? 20 : 12, 4);
    const timescale = readUint(media, media[0] === 1 ? 20 : 12, 4);
    if (timescale > 0) timescales[id] = timescale;
  }
  return timescales;
}

/**
 * Where a fragment starts on the media timeline, in milliseconds: the earliest time of its index (`sidx`), else the decode time of its
 * first track (`tfdt`), which lies before the first presentation time by as much as frames are reordered. null: neither is there.
 */
export function readMediaStart(fragment: Uint8Array, timescales: Timescales): number | null {
  const index = boxAt(fragment, 'sidx');
  if (index) {
    const startMs = (readUint(index, 12, index[0] === 1 ? 8 : 4) / readUint(index, 8, 4)) * 1000;
    if (isFinite(startMs)) return startMs;
  }
  const track = boxAt(fragment, 'moof', 'traf');
  const header = track && boxAt(track, 'tfhd');
  const decode = track && boxAt(track, 'tfdt');
  if (!header || !decode) return null;
  const timescale = timescales[readUint(header, 4, 4)];
  const startMs = (readUint(decode, 4, decode[0] === 1 ? 8 : 4) / (timescale ?? NaN)) * 1000;
  return isFinite(startMs) ? startMs : null;
}
