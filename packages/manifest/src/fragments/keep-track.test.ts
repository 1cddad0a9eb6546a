import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { viewOf } from './each-box.js';
import { keepFragments, keepTracks } from './keep-track.js';
import { readFragments } from './read-fragments.js';
import { readTracks } from './read-tracks.js';

const muxed = async (name: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(new URL(`../../../../test/browser/media/odd/muxed/ad-red/${name}`, import.meta.url)));

describe.each([
  ['vide', 1],
  ['soun', 2],
] as const)('keepTracks, keepFragments: %s of a muxed file', (handler, id) => {
  it('leaves that track and its fragments, in place and without a byte more or less', async () => {
    const init = await muxed('video-init.mp4');
    const segment = await muxed('video-001.m4s');
    const { length } = segment;
    expect(readFragments(viewOf(segment)).map(({ trackId }) => trackId)).toEqual([1, 2]);
    keepTracks(viewOf(init), handler);
    keepFragments(viewOf(segment), readTracks(viewOf(init)));
    expect(readTracks(viewOf(init)).map((track) => track.handler)).toEqual([handler]);
    expect(readFragments(viewOf(segment)).map(({ trackId }) => trackId)).toEqual([id]);
    expect(segment).toHaveLength(length);
    expect(Buffer.from(init).toString('latin1').match(/trex/g)).toHaveLength(1);
  });
});
