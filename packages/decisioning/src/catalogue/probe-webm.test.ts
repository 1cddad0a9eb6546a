import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WEBM_HEAD } from './a-webm.builder.js';
import type { LoudnessMeter } from './probe-hls.js';
import { createWebmProbe } from './probe-webm.js';
import { readWebm } from './read-webm.js';

const probe = (bytes: Buffer, { type = 'video/webm', meter }: { type?: string; meter?: LoudnessMeter } = {}) =>
  createWebmProbe(
    {
      part: async (_url, { length }) => ({ bytes: bytes.subarray(0, length), ofBytes: 75_000 }),
      async *whole() {
        yield bytes;
      },
    },
    meter,
  )({ url: 'https://cdn.example/film.webm', type, codec: null, width: null, height: null, bitrateKbps: null });

/** The head with some of its bytes otherwise. */
function changed(from: string, to: string): Buffer {
  const bytes = Buffer.from(WEBM_HEAD);
  // Its index of itself has the same ids, ahead of all.
  const at = bytes.lastIndexOf(Buffer.from(from, 'hex'));
  if (at < 0) throw new Error(`Cannot change head: it has no ${from}, expected it`);
  Buffer.from(to, 'hex').copy(bytes, at);
  return bytes;
}

describe('createWebmProbe', () => {
  it('measures what a player would find', async () => {
    expect(await probe(WEBM_HEAD)).toEqual({
      ...{ durationMs: 3008, codec: 'vp09,opus', width: 320, height: 180, bitrateKbps: 199, faults: [] },
    });
  });

  it('gives a meter all of it', async () => {
    const meter: LoudnessMeter = async (media) => {
      let count = 0;
      for await (const part of media) count += part.length;
      return -count;
    };
    expect(await probe(WEBM_HEAD, { meter })).toMatchObject({ loudnessLufs: -WEBM_HEAD.length });
  });

  it.each([
    ['no picture', changed('83810123e3', '83811123e3'), 'has no picture, expected one'],
    ['no duration', changed('448988', '448888'), 'says no duration, expected one: nobody could count it down'],
  ])('finds that it has %s', async (_what, bytes, fault) => {
    expect((await probe(bytes))?.faults).toEqual([fault]);
  });

  it.each([
    ['a page', Buffer.from('<!doctype html>'), 'Cannot read WebM: it does not begin with an EBML header, expected one'],
    ['cut off', WEBM_HEAD.subarray(0, 60), 'Cannot read WebM: no tracks ahead of its media, expected them'],
    [
      'without tracks',
      changed('1654ae6b', '1654ae6c'),
      'Cannot read WebM: no tracks ahead of its media, expected them',
    ],
  ])('says why it cannot be played where it is %s', async (_what, bytes, why) => {
    expect((await probe(bytes))?.faults).toEqual([`cannot be played: ${why}`]);
  });

  it('knows nothing of other media', async () => {
    expect(await probe(WEBM_HEAD, { type: 'video/mp4' })).toBeNull();
  });

  it('reads or refuses whatever the bytes are, and ends', () => {
    const bytes = fc.tuple(fc.nat(WEBM_HEAD.length), fc.array(fc.tuple(fc.nat(WEBM_HEAD.length - 1), fc.nat(255))));
    fc.assert(
      fc.property(bytes, ([length, changes]) => {
        const mutated = Buffer.from(WEBM_HEAD);
        for (const [at, byte] of changes) mutated[at] = byte;
        try {
          readWebm(new DataView(mutated.buffer, mutated.byteOffset, length));
        } catch (error) {
          expect(String(error)).toMatch(/Cannot read WebM: /);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
