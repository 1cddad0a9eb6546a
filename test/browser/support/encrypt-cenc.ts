import { createCipheriv } from 'node:crypto';
import { findBoxes, listBoxes, type Box } from '../../../packages/testkit/src/channel/boxes.js';

/** A content key and its id, 16 bytes each. */
export interface ContentKey {
  readonly id: Buffer;
  readonly key: Buffer;
}

const IV_BYTES = 8;
/** "Common" system of the W3C's `cenc` initialization data format: its pssh names key ids alone. */
const COMMON_SYSTEM = Buffer.from('1077efecc0b24d02ace33c1e52e2fb4b', 'hex');
/** Of a slice, what its header may fill stays clear. */
const CLEAR_OF_NAL = 37;

const uint32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, n) => bytes.writeUInt32BE(value, 4 * n));
  return bytes;
};
const box = (type: string, ...content: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  return Buffer.concat([uint32(body.length + 8), Buffer.from(type, 'latin1'), body]);
};

/** An init segment of one track, its sample entry protected by the scheme `cenc` (ISO/IEC 23001-7 §4, AES-CTR). */
export function encryptInit(init: Buffer, { id }: ContentKey): Buffer {
  const stsd = only(init, 'moov/trak/mdia/minf/stbl/stsd');
  const [entry] = listBoxes(init, stsd.body + 8, stsd.end);
  if (!entry) throw new Error('Cannot encrypt init segment: it has no sample entry, expected one');
  const sinf = box(
    'sinf',
    box('frma', Buffer.from(entry.type, 'latin1')),
    box('schm', uint32(0), Buffer.from('cenc', 'latin1'), uint32(0x10000)),
    box('schi', box('tenc', uint32(0), Buffer.from([0, 0, 1, IV_BYTES]), id)),
  );
  const protectedEntry = box(entry.type === 'mp4a' ? 'enca' : 'encv', init.subarray(entry.body, entry.end), sinf);
  const out = splice(init, ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd'], entry, protectedEntry);
  const pssh = box('pssh', uint32(0x01000000), COMMON_SYSTEM, uint32(1), id, uint32(0));
  const { end } = only(out, 'moov');
  return splice(out, ['moov'], { start: end, end }, pssh);
}

/** Bytes in place of a box, with the sizes of those around it made to fit. */
function splice(bytes: Buffer, path: readonly string[], old: Pick<Box, 'start' | 'end'>, put: Buffer): Buffer {
  const grown = put.length - (old.end - old.start);
  const out = Buffer.concat([bytes.subarray(0, old.start), put, bytes.subarray(old.end)]);
  path.forEach((_, n) => {
    const around = only(bytes, path.slice(0, n + 1).join('/'));
    out.writeUInt32BE(around.end - around.start + grown, around.start);
  });
  return out;
}

/** A media segment of one track with its samples encrypted; `isVideo`: AVC, whose NAL headers stay clear. Initialization vectors count up from `firstIv`. */
export function encryptSegment(
  segment: Buffer,
  { key }: ContentKey,
  { isVideo, firstIv }: { readonly isVideo: boolean; readonly firstIv: bigint },
): Buffer {
  const out = Buffer.from(segment);
  const moof = only(out, 'moof');
  const traf = only(out, 'moof/traf');
  const trun = only(out, 'moof/traf/trun');
  const { sizes, dataOffset } = readSizes(out, trun, only(out, 'moof/traf/tfhd'));
  let at = moof.start + dataOffset;
  const info = sizes.map((size, n) => {
    const iv = Buffer.alloc(16);
    iv.writeBigUInt64BE(firstIv + BigInt(n));
    const cipher = createCipheriv('aes-128-ctr', key, iv);
    const parts = isVideo ? subsamples(out, at, at + size) : null;
    for (const [clear, hidden] of parts ?? [[0, size] as const]) {
      cipher.update(out.subarray(at + clear, at + clear + hidden)).copy(out, at + clear);
      at += clear + hidden;
    }
    const pairs = (parts ?? []).map(([clear, hidden]) => {
      const pair = Buffer.alloc(6);
      pair.writeUInt16BE(clear);
      pair.writeUInt32BE(hidden, 2);
      return pair;
    });
    const count = Buffer.from([0, pairs.length]);
    return Buffer.concat([iv.subarray(0, IV_BYTES), ...(parts ? [count, ...pairs] : [])]);
  });
  const senc = box('senc', uint32(isVideo ? 2 : 0, sizes.length), ...info);
  const saiz = box(
    'saiz',
    uint32(0),
    Buffer.from([0]),
    uint32(sizes.length),
    Buffer.from(info.map(({ length }) => length)),
  );
  const saioAt = traf.end - moof.start + 16; // of the first vector, behind the head of `senc`
  const added = Buffer.concat([senc, saiz, box('saio', uint32(0, 1, saioAt))]);
  out.writeUInt32BE(moof.end - moof.start + added.length, moof.start);
  out.writeUInt32BE(traf.end - traf.start + added.length, traf.start);
  out.writeUInt32BE(dataOffset + added.length, trun.body + 8);
  return Buffer.concat([out.subarray(0, traf.end), added, out.subarray(traf.end)]);
}

/** Pairs of clear and hidden bytes, one for each NAL unit; what is hidden is whole blocks. */
function subsamples(bytes: Buffer, from: number, to: number): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  for (let at = from; at < to;) {
    const whole = 4 + bytes.readUInt32BE(at);
    const isSlice = [1, 5].includes(bytes.readUInt8(at + 4) & 0x1f);
    const hidden = isSlice ? Math.max(0, whole - CLEAR_OF_NAL) & ~15 : 0;
    pairs.push([whole - hidden, hidden]);
    at += whole;
  }
  return pairs;
}

/** Of a track run that says sizes and where its data is (ISO/IEC 14496-12 §8.8.8). */
function readSizes(bytes: Buffer, trun: Box, tfhd: Box): { sizes: readonly number[]; dataOffset: number } {
  const flags = bytes.readUInt32BE(trun.body) & 0xffffff;
  const count = bytes.readUInt32BE(trun.body + 4);
  const has = (flag: number): number => (flags & flag ? 4 : 0);
  const step = has(0x100) + has(0x200) + has(0x400) + has(0x800);
  const first = trun.body + 8 + has(0x1) + has(0x4);
  if (!has(0x1) || !has(0x200) || !(bytes.readUInt32BE(tfhd.body) & 0x20000))
    throw new Error(
      'Cannot encrypt segment: its track run says no sizes, expected sizes and a data offset from its moof',
    );
  const sizes = Array.from({ length: count }, (_, n) => bytes.readUInt32BE(first + n * step + has(0x100)));
  return { sizes, dataOffset: bytes.readUInt32BE(trun.body + 8) };
}

function only(bytes: Buffer, path: string): Box {
  const [found, ...more] = findBoxes(bytes, path);
  if (!found || more.length > 0)
    throw new Error(`Cannot encrypt: ${path} is there ${more.length + (found ? 1 : 0)} times, expected once`);
  return found;
}
