import { describe, expect, it } from 'vitest';
import { viewOf } from './each-box.js';
import { readFragments } from './read-fragments.js';
import { readTracks } from './read-tracks.js';
import { silentSound } from './silent-sound.js';

const PREFIX = 'data:audio/mp4;base64,';
const bytesOf = (address: string): DataView => {
  expect(address.startsWith(PREFIX)).toBe(true);
  return viewOf(new Uint8Array(Buffer.from(address.slice(PREFIX.length), 'base64')));
};

describe('silentSound', () => {
  it('is one track of sound at 48 kHz', () => {
    expect(readTracks(bytesOf(silentSound([1920]).init))).toMatchObject([
      { id: 1, handler: 'soun', timescale: 48_000 },
    ]);
  });

  it('has as many frames as the lengths ask for, one segment right behind the other', () => {
    const { segments } = silentSound([1920, 2002, 10]);
    const runs = segments.map((address) => readFragments(bytesOf(address))[0]?.runs[0]?.samples);
    expect(runs).toEqual([90, 94, 1]);
    const starts = segments.map((address) => {
      const view = bytesOf(address);
      return view.getUint32(Buffer.from(view.buffer, view.byteOffset).indexOf('tfdt') + 8);
    });
    expect(starts).toEqual([0, 90 * 1024, 184 * 1024]);
  });

  it('refers to its data where that is', () => {
    const view = bytesOf(silentSound([1920]).segments[0] ?? '');
    const run = readFragments(view)[0]?.runs[0];
    const dataAt = view.getUint32((run?.at ?? 0) + 8);
    expect([dataAt, view.byteLength - dataAt]).toEqual([view.byteLength - 540, 540]);
    expect(view.getUint8(dataAt)).toBe(0x21);
  });
});
