import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { viewOf } from './each-box.js';
import { readTracks } from './read-tracks.js';

const init = async (path: string): Promise<DataView> =>
  viewOf(new Uint8Array(await readFile(new URL(`../../../../${path}`, import.meta.url))));
const ODD = 'test/browser/media/odd';

describe('readTracks (ISO/IEC 14496-12 §8.3)', () => {
  it('reads the ticks per second and the handler of picture and sound', async () => {
    expect(readTracks(await init(`${ODD}/bframes/ad-red/video-init.mp4`))).toMatchObject([
      { id: 1, handler: 'vide', timescale: 12_800, editedTicks: 0 },
    ]);
    expect(readTracks(await init(`${ODD}/mono441/ad-red/audio-init.mp4`))).toMatchObject([
      { id: 1, handler: 'soun', timescale: 44_100 },
    ]);
  });

  it('reads both of a muxed file', async () => {
    const tracks = readTracks(await init(`${ODD}/muxed/ad-red/video-init.mp4`));
    expect(tracks.map(({ id, handler, timescale }) => ({ id, handler, timescale }))).toEqual([
      { id: 1, handler: 'vide', timescale: 12_800 },
      { id: 2, handler: 'soun', timescale: 48_000 },
    ]);
  });

  it('finds none where there is no movie', () => {
    expect(readTracks(new DataView(new ArrayBuffer(16)))).toEqual([]);
  });
});
