import { readMediaPlaylist, type MediaPlaylist } from '@cutaway/manifest';
import { describe, expect, it } from 'vitest';
import { createSegmentReader, segmentsToRead } from './hear-segments.js';
import { aPlaylist, START_MS } from './playlist.builder.js';
import type { Reply } from './read-source.js';

const INSERT = '/DAvAAAAAAAA///wFAVIAACPf+/+c2nALv4AUsz1AAAAAAAKAAhDVUVJAAABNWLbowo=';

/** An emsg box of version 0 (ISO/IEC 23009-1 §5.10.3.3), 2 s into its segment. */
function anEmsg(): Uint8Array {
  const text = Buffer.from('urn:scte:scte35:2013:bin\u0000\u0000', 'latin1');
  const numbers = Buffer.alloc(16);
  [1_000, 2_000, 60_000, 7].forEach((value, at) => numbers.writeUInt32BE(value, at * 4));
  const body = Buffer.concat([Buffer.alloc(4), text, numbers, Buffer.from(INSERT, 'base64')]);
  const head = Buffer.from('\u0000\u0000\u0000\u0000emsg', 'latin1');
  head.writeUInt32BE(body.length + 8);
  return Buffer.concat([head, body]);
}

function media(text: string): MediaPlaylist {
  const playlist = readMediaPlaylist(text);
  if (!playlist) throw new Error('expected a media playlist');
  return playlist;
}

/** Answers each URL with an emsg, and remembers what was asked. */
function source() {
  const asked: string[] = [];
  const read = (url: string, range = ''): Promise<Reply> => {
    asked.push(url + range);
    const times = { sentAt: 0, heardAt: 0, serverMs: null };
    return Promise.resolve({ type: 'bytes', url, bytes: anEmsg(), label: '200', ...times });
  };
  return { asked, read };
}

describe('segments that are read', () => {
  it('are the newest one of a live stream, then those that came since, five at most', () => {
    const numbers = (first: number, after: number | null, isEnded = false) =>
      segmentsToRead(media(aPlaylist({}, { first, isEnded })), after).map(({ sequence }) => sequence);
    expect(numbers(0, null)).toEqual([11]);
    expect(numbers(2, 11)).toEqual([12, 13]);
    expect(numbers(9, 11)).toEqual([16, 17, 18, 19, 20]);
    expect(numbers(0, null, true)).toHaveLength(12);
  });

  it('tell what is inside of them once', async () => {
    const { asked, read } = source();
    const hear = createSegmentReader(read);
    const first = await hear(media(aPlaylist()), 'https://h/a/list.m3u8');
    expect(asked).toEqual(['https://h/a/11.ts']);
    expect(first.signals).toMatchObject([{ type: 'break-start', carrier: 'emsg', startsAt: START_MS + 68_000 }]);
    const second = await hear(media(aPlaylist()), 'https://h/a/list.m3u8');
    expect([second.signals, asked.length]).toEqual([[], 1]);
  });

  it('have their init section and their byte range', async () => {
    const { asked, read } = source();
    const marks = { 0: ['#EXT-X-MAP:URI="init.mp4"'], 11: ['#EXT-X-BYTERANGE:100@200'] };
    await createSegmentReader(read)(media(aPlaylist(marks)), 'https://h/list.m3u8');
    expect(asked).toEqual(['https://h/init.mp4', 'https://h/11.tsbytes=200-299']);
  });

  it('are told as unreadable where they are encrypted', async () => {
    const { asked, read } = source();
    const hear = createSegmentReader(read);
    const said = await hear(media(aPlaylist({ 0: ['#EXT-X-KEY:METHOD=AES-128,URI="k"'] })), 'https://h/list.m3u8');
    expect([said.signals, asked]).toEqual([[], []]);
    expect(said.causes).toMatchObject([{ name: 'SIGNAL_UNREADABLE' }]);
  });
});
