import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { firstFrameMs } from './first-frame.js';

const media = (file: string): Promise<Buffer> => readFile(new URL(`../../../../${file}`, import.meta.url));
const measure = async (init: string, segment: string): Promise<number | null> =>
  firstFrameMs(await media(init), await media(segment));

const PLAIN = 'packages/testkit/media/ads/ad-red/video';
const ODD = 'test/browser/media/odd/bframes/ad-red';

describe('firstFrameMs (ISO/IEC 14496-12 §8.6.1.3)', () => {
  it('is 0 where frames are shown in the order in which they are decoded', async () => {
    expect(await measure(`${PLAIN}/hi-init.mp4`, `${PLAIN}/hi-000.m4s`)).toBe(0);
  });

  it('is what the encoder kept back where it put frames in order: two of 25 a second', async () => {
    expect(await measure(`${ODD}/video-init.mp4`, `${ODD}/video-000.m4s`)).toBe(80);
  });

  it('is not known of sound, and of what is no media', async () => {
    const sound = 'packages/testkit/media/ads/ad-red/exact';
    expect(await measure(`${sound}/audio-init.mp4`, `${sound}/audio-000.m4s`)).toBeNull();
    expect(firstFrameMs(new Uint8Array(3), Buffer.from('no media'))).toBeNull();
  });
});
