import { describe, expect, it } from 'vitest';
import { aBox, aMoov, aTrack, blank } from './an-mp4.builder.js';
import type { FileFetch } from './find-index.js';
import { createFileProbe } from './probe-file.js';
import type { LoudnessMeter } from './probe-hls.js';

const START = aBox('ftyp', 'isom', 0);
const MEDIA = aBox('mdat', blank(200_000));
const SOUND = aTrack({ handler: 'soun', entry: aBox('mp4a', blank(28)) });
const INDEX = aMoov(aTrack(), SOUND);

/** A file as a server has it. `asked`: how many bytes were asked for. */
function aServer(...boxes: readonly Uint8Array[]): FileFetch & { asked: number } {
  const file = Buffer.concat(boxes);
  const server = {
    asked: 0,
    async part(_url: string, { offset, length }: { offset: number; length: number }) {
      const part = file.subarray(offset, offset + length);
      server.asked += part.length;
      return { bytes: part, ofBytes: file.length };
    },
    async *whole() {
      yield file;
    },
  };
  return server;
}
const FILE = {
  url: 'https://cdn.example/ad.mp4',
  type: 'video/mp4',
  codec: null,
  width: null,
  height: null,
  bitrateKbps: null,
};
const probe = (server: FileFetch, meter?: LoudnessMeter) => createFileProbe(server, meter)(FILE);

describe('createFileProbe', () => {
  it('measures a file by its index', async () => {
    expect(await probe(aServer(START, INDEX, MEDIA))).toEqual({
      ...{ durationMs: 5000, codec: 'avc1.64001f,mp4a', width: 640, height: 360 },
      ...{
        bitrateKbps: Math.round((8 * (START.length + INDEX.length + MEDIA.length)) / 5000),
        firstFrameMs: 0,
        faults: [],
      },
    });
  });

  it('finds an index behind the media without the media, and says what is wrong with that', async () => {
    const server = aServer(START, MEDIA, MEDIA, MEDIA, INDEX);
    const { durationMs, faults } = (await probe(server)) ?? {};
    expect(durationMs).toBe(5000);
    expect(faults).toEqual([expect.stringContaining('has its index (moov) behind its media')]);
    expect(server.asked).toBeLessThan(300_000);
  });

  it('fetches the rest of an index that is longer than what is looked at', async () => {
    const long = aMoov(aTrack(), aBox('udta', blank(100_000)), SOUND);
    expect(await probe(aServer(START, long, MEDIA))).toMatchObject({ codec: 'avc1.64001f,mp4a', faults: [] });
  });

  it.each([
    ['is a page', [Buffer.from('<!doctype html><title>Not found</title>')], /first box is .*, expected ftyp/],
    ['is empty', [], /first box is none, expected ftyp/],
    ['has no index', [START, MEDIA], /no moov at its top/],
    [
      'claims an index of a gigabyte',
      [START, Buffer.from([0x40, 0, 0, 0]), Buffer.from('moov')],
      /has \d+ bytes, expected/,
    ],
    ['is cut off in its index', [START, INDEX.subarray(0, 100)], /ends within a box|no picture/],
    ['has no picture', [START, aMoov(SOUND), MEDIA], /^has no picture, expected one$/],
    [
      'has less sound than picture',
      [START, aMoov(aTrack(), aTrack({ handler: 'soun', durationMs: 4000 }))],
      /^has sound of 4000 ms, expected 5000 ms/,
    ],
  ])('says of a file that it %s', async (_, boxes, said) => {
    expect((await probe(aServer(...boxes)))?.faults).toEqual([expect.stringMatching(said)]);
  });

  it('says why a file cannot be had', async () => {
    const gone = { ...aServer(), part: () => Promise.reject(new Error('Cannot fetch it: status is 404')) };
    expect((await probe(gone))?.faults).toEqual(['cannot be played: Cannot fetch it: status is 404']);
  });

  it('has its sound measured, where there is some and the meter can read it', async () => {
    const meter: LoudnessMeter = async (media) => {
      let bytes = 0;
      for await (const part of media) bytes += part.length;
      return -bytes;
    };
    const whole = START.length + INDEX.length + MEDIA.length;
    expect(await probe(aServer(START, INDEX, MEDIA), meter)).toMatchObject({ loudnessLufs: -whole });
    expect(await probe(aServer(START, aMoov(aTrack()), MEDIA), meter)).not.toHaveProperty('loudnessLufs');
    expect(await probe(aServer(START, MEDIA, INDEX), meter)).not.toHaveProperty('loudnessLufs');
  });

  it('says nothing of other media', async () => {
    expect(await createFileProbe(aServer())({ ...FILE, type: 'video/webm' })).toBeNull();
  });
});
