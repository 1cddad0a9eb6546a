import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { shiftDecodeTimes } from './shift-decode-times.js';
import { box, u32 } from './write-box.js';

const media = (name: string) => readFile(new URL(`../../../testkit/media/ads/ad-red/short/${name}`, import.meta.url));

/** base_media_decode_time of the first tfdt, version 1 (ISO/IEC 14496-12 §8.8.12). */
function decodeTimeOf(segment: Uint8Array): bigint {
  const text = Buffer.from(segment).indexOf('tfdt');
  return Buffer.from(segment).readBigUInt64BE(text + 8);
}

const tfdt = (high: number, low: number) => box('tfdt', u32(0x0100_0000), u32(high), u32(low));

describe('shiftDecodeTimes', () => {
  it('moves a real segment later, in place, and changes nothing else', async () => {
    const before = await media('audio-002.m4s');
    const after = new Uint8Array(before).buffer;
    shiftDecodeTimes(new DataView(after), 1176);
    expect(decodeTimeOf(new Uint8Array(after)) - decodeTimeOf(before)).toBe(1176n);
    const changed = [...new Uint8Array(after)].filter((byte, n) => byte !== before[n]).length;
    expect(changed).toBeLessThanOrEqual(2);
  });

  it('§8.8.12: carries into the upper half of 64 bits, where an encoder counts from 1970', () => {
    const segment = new DataView(Uint8Array.from(box('moof', box('traf', tfdt(0x0102, 0xffff_ff00)))).buffer);
    shiftDecodeTimes(segment, 0x200);
    expect(decodeTimeOf(new Uint8Array(segment.buffer))).toBe(0x0103_0000_0100n);
  });

  it('leaves bytes that are no boxes alone', () => {
    const junk = new Uint8Array([0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
    shiftDecodeTimes(new DataView(junk.buffer), 1000);
    expect([...junk]).toEqual([0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
