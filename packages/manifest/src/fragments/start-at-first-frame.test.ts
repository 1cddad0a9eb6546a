import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { viewOf } from './each-box.js';
import { readFragments } from './read-fragments.js';
import { readTracks } from './read-tracks.js';
import { startAtFirstFrame } from './start-at-first-frame.js';

const media = async (path: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(new URL(`../../../../${path}`, import.meta.url)));
const odd = (name: string) => media(`test/browser/media/odd/bframes/ad-red/${name}`);

/** When each sample is shown, in ticks after the start of its segment, in order of decoding. */
function shownAt(segment: DataView): number[] {
  const times: number[] = [];
  for (const { runs, sampleTicks } of readFragments(segment))
    for (const { at, samples, firstAt, stride, offsetAt } of runs)
      for (let i = 0; i < samples; i++) {
        const offset = firstAt + i * stride + (offsetAt ?? 0);
        const isSigned = segment.getUint8(at) === 1;
        times.push(
          times.length * (sampleTicks ?? 0) + (isSigned ? segment.getInt32(offset) : segment.getUint32(offset)),
        );
      }
  return times;
}

describe('startAtFirstFrame (trun, ISO/IEC 14496-12 §8.8.8)', () => {
  it.each(['video-000.m4s', 'video-001.m4s', 'video-002.m4s'])(
    'takes the two frames of delay off every sample of %s, whose picture has B-frames',
    async (name) => {
      const tracks = readTracks(viewOf(await odd('video-init.mp4')));
      const segment = viewOf(await odd(name));
      const before = shownAt(segment);
      startAtFirstFrame(segment, tracks);
      expect(Math.min(...before)).toBe(1024); // 0.08 s of 12,800 ticks
      expect(shownAt(segment)).toEqual(before.map((ticks) => ticks - 1024));
      expect([...shownAt(segment)].sort((a, b) => a - b)).toEqual(before.map((_, i) => i * 512));
    },
  );

  it('finds nothing to do a second time, nor where no frame waits', async () => {
    const tracks = readTracks(viewOf(await odd('video-init.mp4')));
    const segment = await odd('video-000.m4s');
    startAtFirstFrame(viewOf(segment), tracks);
    const once = segment.slice();
    startAtFirstFrame(viewOf(segment), tracks);
    expect(segment).toEqual(once);

    const plain = await media('packages/testkit/media/content/hi-000.m4s');
    const before = plain.slice();
    startAtFirstFrame(viewOf(plain), readTracks(viewOf(await media('packages/testkit/media/content/hi-init.mp4'))));
    expect(plain).toEqual(before);
  });

  it('leaves a track alone whose edit list has done it, and a delay that is longer than an encoder needs', async () => {
    const [track] = readTracks(viewOf(await odd('video-init.mp4')));
    if (!track) throw new Error('the initialisation segment has a track');
    const segment = await odd('video-000.m4s');
    const before = segment.slice();
    startAtFirstFrame(viewOf(segment), [{ ...track, editedTicks: 1024 }]);
    startAtFirstFrame(viewOf(segment), []);
    expect(segment).toEqual(before);

    const view = viewOf(segment);
    const [run] = readFragments(view)[0]?.runs ?? [];
    if (!run) throw new Error('the segment has a run of samples');
    for (let i = 0; i < run.samples; i++) view.setUint32(run.firstAt + i * run.stride + (run.offsetAt ?? 0), 512 * 40);
    const late = segment.slice();
    startAtFirstFrame(view, [track]);
    expect(segment).toEqual(late);
  });
});
