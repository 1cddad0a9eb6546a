import { describe, expect, it } from 'vitest';
import { aBox, anEmsg, join, uint } from './bytes.builder.js';
import { readEmsg } from './read-emsg.js';
import { readMediaStart, readTimescales } from './read-media-start.js';

const message = join('hello');

describe('readEmsg (ISO/IEC 23009-1 §5.10.3.3)', () => {
  it('reads version 0, whose time counts from the segment', () => {
    const box = anEmsg({
      scheme: 'urn:x',
      value: 'v',
      timescale: 90_000,
      time: 180_000,
      duration: 2_700_000,
      id: 7,
      message,
    });
    const fragment = join(aBox('styp', 'msdh'), box, aBox('moof'), aBox('mdat', 'data'));
    expect(readEmsg(fragment)).toEqual([
      { schemeIdUri: 'urn:x', value: 'v', id: 7, time: { from: 'segment', ms: 2000 }, durationMs: 30_000, message },
    ]);
  });
  it('reads version 1, whose time of 64 bits is on the media timeline', () => {
    const [one] = readEmsg(anEmsg({ version: 1, time: 2 ** 40, timescale: 1000, message }));
    expect(one).toMatchObject({ time: { from: 'media', ms: 2 ** 40 }, durationMs: null, message });
  });
  it('leaves out boxes that are cut short or of another version, and keeps those before them', () => {
    const good = anEmsg({ message });
    for (let cut = 1; cut < good.length; cut++) expect(readEmsg(join(good, good.subarray(0, cut)))).toHaveLength(1);
    const body = good.subarray(8);
    for (let cut = 0; cut < body.length - message.length; cut++) {
      expect(readEmsg(aBox('emsg', body.subarray(0, cut)))).toEqual([]);
    }
    expect(readEmsg(aBox('emsg', 2, body.subarray(1)))).toEqual([]);
  });
  it('takes a timescale of 0 for 1, and finds boxes behind one of 64 bits', () => {
    expect(readEmsg(anEmsg({ timescale: 0, time: 3, message }))[0]?.time.ms).toBe(3000);
    const large = join(uint(1, 4), 'free', uint(20, 8), 1, 2, 3, 4);
    expect(readEmsg(join(large, anEmsg({ message })))).toHaveLength(1);
  });
});

describe('readMediaStart', () => {
  const init = aBox(
    'moov',
    aBox('trak', aBox('tkhd', uint(0, 12), uint(2, 4)), aBox('mdia', aBox('mdhd', uint(0, 12), uint(48_000, 4)))),
    aBox('trak', aBox('tkhd', 1, uint(0, 19), uint(1, 4)), aBox('mdia', aBox('mdhd', 1, uint(0, 19), uint(90_000, 4)))),
  );
  it('reads the decode time of a track by its timescale', () => {
    const timescales = readTimescales(init);
    expect(timescales).toEqual({ 1: 90_000, 2: 48_000 });
    const fragment = (id: number, decode: Uint8Array) =>
      aBox('moof', aBox('traf', aBox('tfhd', uint(0, 4), uint(id, 4)), aBox('tfdt', decode)));
    expect(readMediaStart(fragment(1, join(1, 0, 0, 0, uint(180_000, 8))), timescales)).toBe(2000);
    expect(readMediaStart(fragment(2, join(uint(0, 4), uint(96_000, 4))), timescales)).toBe(2000);
    expect(readMediaStart(fragment(9, join(uint(0, 4), uint(96_000, 4))), timescales)).toBeNull();
  });
  it('prefers the earliest presentation time of an index', () => {
    expect(readMediaStart(aBox('sidx', uint(0, 8), uint(1000, 4), uint(4500, 4)), {})).toBe(4500);
    expect(readMediaStart(aBox('sidx', uint(0, 4)), {})).toBeNull();
  });
});
