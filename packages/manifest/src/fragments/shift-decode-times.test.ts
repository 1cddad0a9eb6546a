import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { shiftDecodeTimes } from './shift-decode-times.js';

const media = (name: string) => readFile(new URL(`../../../testkit/media/ads/ad-red/short/${name}`, import.meta.url));

/** base_media_decode_time of the first tfdt, version 1 (ISO/IEC 14496-12 §8.8.12). */
function decodeTimeOf(segment: Uint8Array): bigint {
  const text = Buffer.from(segment).indexOf('tfdt');
  return Buffer.from(segment).readBigUInt64BE(text + 8);
}

describe('shiftDecodeTimes', () => {
  it('moves a real segment later, in place, and changes nothing else', async () => {
    const before = await media('audio-002.m4s');
    const after = new Uint8Array(before).buffer;
    shiftDecodeTimes(new DataView(after), 1176);
    expect(decodeTimeOf(new Uint8Array(after)) - decodeTimeOf(before)).toBe(1176n);
    const changed = [...new Uint8Array(after)].filter((byte, n) => byte !== before[n]).length;
    expect(changed).toBeLessThanOrEqual(2);
  });

  it('leaves bytes that are no boxes alone', () => {
    const junk = new Uint8Array([0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
    shiftDecodeTimes(new DataView(junk.buffer), 1000);
    expect([...junk]).toEqual([0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
