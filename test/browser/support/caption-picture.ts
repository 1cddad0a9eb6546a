import { Buffer } from 'node:buffer';

/** CEA-608 §F: a text is loaded unseen, the one that is seen goes, and the two are swapped. On the first caption channel. */
const [RESUME, ERASE_UNSEEN, BOTTOM_ROW, ERASE_SEEN, SWAP] = [
  [0x14, 0x20],
  [0x14, 0x2e],
  [0x14, 0x70],
  [0x14, 0x2c],
  [0x14, 0x2f],
] as const;
/** ITU-T T.35: United States, ATSC; the identifier of its captions, and their kind. */
const REGISTERED = [0xb5, 0x00, 0x31, ...Buffer.from('GA94'), 0x03];
const SEI = 6;
const REGISTERED_USER_DATA = 4;

/**
 * Captions of CEA-608 inside of a picture: a text that is read from the first frame of this segment on, until a later one says
 * another. Of fMP4 as ffmpeg writes it, one track, whose samples have their sizes in `trun`.
 *
 * @param text of ASCII; empty: none from here on.
 */
export function captionPicture(segment: Buffer, text: string): Buffer {
  const pairs = text === '' ? [ERASE_SEEN] : [RESUME, ERASE_UNSEEN, BOTTOM_ROW, ...inPairs(text), ERASE_SEEN, SWAP];
  const unit = seiOf(pairs);
  const trun = segment.indexOf('trun') - 4;
  const mdat = segment.indexOf('mdat') - 4;
  if (trun < 0 || segment.readUInt32BE(trun + 8) !== 0x205)
    throw new Error('Cannot caption picture: its trun has other fields, expected an offset, first flags and sizes');
  const all = Buffer.concat([segment.subarray(0, mdat + 8), unit, segment.subarray(mdat + 8)]);
  for (const at of [trun + 24, mdat]) all.writeUInt32BE(all.readUInt32BE(at) + unit.length, at);
  return all;
}

/** ATSC A/53-4 §6.2.3.1, ITU-T H.264 §7.3.2.3.1: with its length ahead of it. */
function seiOf(pairs: readonly (readonly number[])[]): Buffer {
  const triplets = pairs.flatMap(([first = 0, second = 0]) => [0xfc, withParity(first), withParity(second)]);
  const data = [...REGISTERED, 0xc0 | pairs.length, 0xff, ...triplets, 0xff];
  const unit = Buffer.from([0, 0, 0, 0, SEI, REGISTERED_USER_DATA, data.length, ...data, 0x80]);
  unit.writeUInt32BE(unit.length - 4);
  return unit;
}

const inPairs = (text: string): number[][] =>
  (text.match(/..?/g) ?? []).map((two) => [two.charCodeAt(0), two.length > 1 ? two.charCodeAt(1) : 0]);

/** Seven bits and one that makes their count odd. */
function withParity(byte: number): number {
  let ones = 0;
  for (let bits = byte; bits > 0; bits >>= 1) ones += bits & 1;
  return ones % 2 === 0 ? byte | 0x80 : byte;
}
