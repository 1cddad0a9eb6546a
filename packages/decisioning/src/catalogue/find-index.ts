import { viewOf, type ByteRange } from '@cutaway/manifest';
import { boxesIn } from './mp4-boxes.js';

/** Fewer bytes than were asked for: the file ends there. */
export interface FilePart {
  readonly bytes: Uint8Array;
  /** Of the whole file; null: its server does not say. */
  readonly ofBytes: number | null;
}

/** Media as an element of any page fetches it. */
export interface FileFetch {
  /** @throws Error (rejects) where it cannot be had. */
  part(url: string, range: ByteRange): Promise<FilePart>;
  /** All of it, in parts as they come. */
  whole(url: string): AsyncIterable<Uint8Array>;
}

export interface FoundIndex {
  readonly moov: DataView;
  /** It lies ahead of the media, so that a player has it with the first bytes. */
  readonly isAhead: boolean;
  readonly fileBytes: number | null;
}

const LOOKED_AT_ONCE = 64 * 1024;
/** Of three minutes with a frame each 20 ms it has a few hundred kilobytes. */
const MOST_INDEX_BYTES = 8 * 1024 * 1024;
/** Files have a handful of boxes at their top, and many where they are made of fragments: their index comes first. */
const MOST_LOOKS = 16;

/**
 * Finds the index of an MP4 file (moov, ISO/IEC 14496-12 §8.2.1) and fetches little else: it goes from box to box.
 * @throws Error (rejects) "Cannot find index …"; what `part` rejects with.
 */
export async function findIndex(url: string, { part }: FileFetch): Promise<FoundIndex> {
  let hasMedia = false;
  let at = 0;
  for (let look = 0; look < MOST_LOOKS; look++) {
    const { bytes, ofBytes } = await part(url, { offset: at, length: LOOKED_AT_ONCE });
    const boxes = boxesIn(viewOf(bytes));
    if (at === 0 && boxes[0]?.type !== 'ftyp')
      throw new Error(`Cannot find index of ${url}: first box is ${boxes[0]?.type ?? 'none'}, expected ftyp`);
    for (const box of boxes) {
      if (box.type === 'moov') {
        const length = box.end - box.at;
        if (length > MOST_INDEX_BYTES)
          throw new Error(`Cannot find index of ${url}: it has ${length} bytes, expected ${MOST_INDEX_BYTES} at most`);
        const isHere = box.end <= bytes.length;
        const moov = isHere
          ? bytes.subarray(box.at, box.end)
          : (await part(url, { offset: at + box.at, length })).bytes;
        return { moov: viewOf(moov), isAhead: !hasMedia, fileBytes: ofBytes };
      }
      hasMedia ||= box.type === 'mdat';
    }
    const next = boxes.at(-1)?.end ?? Infinity;
    if (bytes.length === 0 || next === Infinity) break;
    at += next;
  }
  throw new Error(`Cannot find index of ${url}: no moov at its top, expected one`);
}
