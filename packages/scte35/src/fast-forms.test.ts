import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHex } from './bytes.js';
import { bytesFromText } from './bytes-from-text.js';
import { crc32 } from './crc32.js';
import { fastBytesFromText } from './fast-bytes-from-text.js';
import { fastCrc32 } from './fast-crc32.js';
import { fastHex } from './fast-hex.js';
import { toBase64, toHex } from './text-bytes.js';

const bytes = fc.uint8Array({ maxLength: 70 });
const listOf = (read: typeof bytesFromText, text: string) => {
  const from = read(text);
  return from && Array.from(from.bytes).slice(0, from.end);
};

describe('the fast forms do what the short ones do', () => {
  it('CRC-32/MPEG-2 has its check value', () => {
    const check = new Uint8Array([0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39]);
    expect([crc32(check, 9), fastCrc32(check, 9)]).toEqual([0x0376e6e7, 0x0376e6e7]);
  });

  it('CRC of any bytes', () => {
    fc.assert(
      fc.property(bytes, (all) => {
        expect(fastCrc32(all, all.length)).toBe(crc32(all, all.length));
      }),
    );
  });

  it('hex of any bytes, and where it ends', () => {
    fc.assert(
      fc.property(bytes, fc.nat(70), (all, count) => {
        const [short, fast] = [0, 1].map(() => ({ bytes: all, at: 0, end: all.length }));
        const wanted = Math.min(count, all.length);
        expect([short && readHex(short, wanted), short?.at]).toEqual([fast && fastHex(fast, wanted), fast?.at]);
      }),
    );
    expect(() => fastHex({ bytes: [1, 2, 3], at: 1, end: 3 }, 3)).toThrow('it ends at byte 3, expected 3 bytes from 1');
  });

  it('bytes of any text', () => {
    const text = fc.oneof(
      fc
        .tuple(bytes, fc.constantFrom('', ' ', '\n', '=', '\u00e9', '?'))
        .map(([all, odd]) => `/D${toBase64(all)}${odd}`),
      bytes.map((all) => `_D${toBase64(all).replace(/\+/g, '-').replace(/\//g, '_')}`),
      bytes.map((all) => ` 0X${toHex(all)} f`),
      fc.string(),
    );
    fc.assert(
      fc.property(text, (one) => {
        expect(listOf(fastBytesFromText, one)).toEqual(listOf(bytesFromText, one));
      }),
      {
        numRuns: 1_000,
      },
    );
  });

  // With a time that grows faster than the text, this takes minutes.
  it('a long run of padding that is none', () => {
    const text = `/DAl${'='.repeat(1_000_000)}X`;
    expect([bytesFromText(text), fastBytesFromText(text)]).toEqual([null, null]);
    expect(listOf(bytesFromText, `/DAl${'='.repeat(1_000_000)}`)).toEqual(listOf(bytesFromText, '/DAl'));
  });

  it('a text longer than any section', () => {
    const long = `/D${'A'.repeat(9_998)}`;
    expect(listOf(fastBytesFromText, long)).toEqual(listOf(bytesFromText, long));
  });
});
