import { describe, expect, it } from 'vitest';
import { aFrame, anId3, join, uint } from './bytes.builder.js';
import { readId3 } from './read-id3.js';
import { textOf } from './text-of.js';
import { readTransportTime, readWallClock } from './wall-clock.js';

describe('readId3', () => {
  it('reads PRIV and TXXX of version 4, and tags that follow each other', () => {
    const tag = anId3(
      aFrame('TIT2', 3, 'title'),
      aFrame('PRIV', 'owner', 0, 1, 2),
      aFrame('TXXX', 3, 'name', 0, 'value'),
    );
    expect(readId3(join(tag, anId3(aFrame('PRIV', 'b', 0))))).toEqual([
      { type: 'PRIV', owner: 'owner', data: join(1, 2) },
      { type: 'TXXX', owner: 'name', data: join('value') },
      { type: 'PRIV', owner: 'b', data: join() },
    ]);
  });
  it('reads version 3, whose frame sizes have 32 bits, with unsynchronisation', () => {
    const body = join('PRIV', uint(5, 4), 0, 0, 'o', 0, 0xff, 0x00, 0xfc, 9);
    const plain = join('PRIV', uint(5, 4), 0, 0, 'o', 0, 0xff, 0xfc, 9);
    expect(readId3(join('ID3', 3, 0, 0x80, 0, 0, 0, body.length, body))[0]?.data).toEqual(join(0xff, 0xfc, 9));
    expect(readId3(join('ID3', 3, 0, 0, 0, 0, 0, plain.length, plain))[0]?.data).toEqual(join(0xff, 0xfc, 9));
  });
  it('reads UTF-16 names and values', () => {
    const wide = (text: string) => join(0xff, 0xfe, ...Array.from(text, (one) => [one.charCodeAt(0), 0]));
    const [frame] = readId3(anId3(aFrame('TXXX', 1, wide('scte35'), 0, 0, wide('/DA'))));
    expect([frame?.owner, textOf(frame?.data ?? join())]).toEqual(['scte35', '/DA']);
  });
  it('says nothing of bytes that are cut short', () => {
    const tag = anId3(aFrame('PRIV', 'owner', 0, 1, 2));
    for (let cut = 0; cut < tag.length; cut++) expect(readId3(tag.subarray(0, cut))).toEqual([]);
  });
});

describe('clocks in ID3', () => {
  it('reads the wall clock of SCTE (SCTE 35 §10.3.4): UTC = TAI - UTC_offset', () => {
    const fields = join(uint(1_795_341_637, 6), uint(500_000_000, 4), uint(37, 2));
    const [frame] = readId3(anId3(aFrame('PRIV', 'standards@scte.org', 0, fields)));
    expect(frame && readWallClock(frame)).toBe(1_795_341_600_500);
    const [short] = readId3(anId3(aFrame('PRIV', 'standards@scte.org', 0, 1)));
    expect(short && readWallClock(short)).toBeNull();
  });
  it('reads the PTS of packed audio (RFC 8216 §3.4)', () => {
    const [frame] = readId3(anId3(aFrame('PRIV', 'com.apple.streaming.transportStreamTimestamp', 0, uint(900_000, 8))));
    expect(frame && readTransportTime(frame)).toBe(10_000);
  });
});

describe('textOf', () => {
  it('reads UTF-8, and else each byte as a character', () => {
    expect(textOf(join(0xc3, 0xa9, '%41'))).toBe('é%41');
    expect(textOf(join(0xe9, 'a'))).toBe('éa');
  });
});
