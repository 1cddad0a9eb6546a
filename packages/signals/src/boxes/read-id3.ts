import { readUint } from './read-uint.js';
import { readCString, textOf } from './text-of.js';

/** One ID3 frame that can carry a signal: PRIV (its owner) or TXXX (its description). */
export interface Id3Frame {
  readonly type: 'PRIV' | 'TXXX';
  readonly owner: string;
  readonly data: Uint8Array;
}

const FRAME = /^[A-Z0-9]{4}$/;

/** PRIV and TXXX frames of all ID3v2.3 and v2.4 tags that lie side by side at the start of the bytes (id3.org, §3 and §4). */
export function readId3(bytes: Uint8Array): readonly Id3Frame[] {
  const frames: Id3Frame[] = [];
  for (let at = 0; textOf(bytes.subarray(at, at + 3)) === 'ID3';) {
    const version = bytes[at + 3];
    const flags = bytes[at + 5] ?? 0;
    const size = readSyncSafe(bytes, at + 6);
    if ((version !== 3 && version !== 4) || isNaN(size)) break;
    const written = bytes.subarray(at + 10, at + 10 + size);
    // Version 4 marks it again on each frame.
    const body = flags & 0x80 && version === 3 ? withoutUnsync(written) : written;
    readFrames(body, version, flags, frames);
    at += 10 + size + (flags & 0x10 ? 10 : 0);
  }
  return frames;
}

function readFrames(body: Uint8Array, version: 3 | 4, flags: number, frames: Id3Frame[]): void {
  const readSize = version === 4 ? readSyncSafe : (from: Uint8Array, at: number) => readUint(from, at, 4);
  // An extended header's size counts itself in version 4 only.
  const extended = flags & 0x40 ? readSize(body, 0) + (version === 4 ? 0 : 4) : 0;
  for (let at = extended; at + 10 <= body.length;) {
    const type = textOf(body.subarray(at, at + 4));
    const size = readSize(body, at + 4);
    const end = at + 10 + size;
    if (!FRAME.test(type) || !(end <= body.length)) return;
    const data = version === 4 ? plainFrame(body, at, end) : body.subarray(at + 10, end);
    if (type === 'PRIV') {
      const { text, next } = readCString(data, 0);
      frames.push({ type, owner: text, data: data.subarray(next) });
    } else if (type === 'TXXX') frames.push(readUserText(data));
    at = end;
  }
}

/** A frame of version 4 without its data length and with its 0xFF 0x00 undone (§4.1.2). */
function plainFrame(body: Uint8Array, at: number, end: number): Uint8Array {
  const format = body[at + 9] ?? 0;
  const data = body.subarray(at + 10 + (format & 1 ? 4 : 0), end);
  return format & 2 ? withoutUnsync(data) : data;
}

/** Encoding 0 (Latin-1) and 3 (UTF-8) as they are; 1 and 2 (UTF-16) by their low bytes: a payload is ASCII. */
function readUserText(data: Uint8Array): Id3Frame {
  const encoding = data[0] ?? 0;
  const plain = encoding === 1 || encoding === 2 ? narrow(data.subarray(1)) : data.subarray(1);
  const { text, next } = readCString(plain, 0);
  return { type: 'TXXX', owner: text, data: plain.subarray(next) };
}

/** The byte that is not zero of each pair, 0 for both zero; byte order marks are left out. */
function narrow(wide: Uint8Array): Uint8Array {
  const bytes: number[] = [];
  for (let i = 0; i + 1 < wide.length; i += 2) {
    const [one = 0, other = 0] = [wide[i], wide[i + 1]];
    if (one + other !== 0xfe + 0xff) bytes.push(one || other);
  }
  return Uint8Array.from(bytes);
}

function withoutUnsync(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, i) => byte !== 0 || bytes[i - 1] !== 0xff);
}

/** 28 bits in four bytes, seven in each. */
function readSyncSafe(bytes: Uint8Array, at: number): number {
  const raw = readUint(bytes, at, 4);
  return isNaN(raw) ? NaN : [24, 16, 8, 0].reduce((value, shift) => value * 128 + ((raw >>> shift) & 0x7f), 0);
}
