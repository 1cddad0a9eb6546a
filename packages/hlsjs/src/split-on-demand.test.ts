import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { splitOnDemand } from './split-on-demand.js';

const media = (name: string) => readFile(new URL(`../../testkit/media/ads/ad-red/short/${name}`, import.meta.url));

describe('splitOnDemand', () => {
  it('lets the first segment of an ad pass as it is, and moves the last one, whose sound is 49 ms short', async () => {
    const init = new Uint8Array(await media('audio-init.mp4'));
    const file = new Uint8Array(await media('audio-002.m4s'));
    const splitSound = splitOnDemand();
    const first = file.slice().buffer;
    splitSound(first, init, 0);
    await import('./split-sound-hole.js');
    await Promise.resolve();
    const last = file.slice().buffer;
    splitSound(last, init, 49);
    expect(new Uint8Array(first)).toEqual(file);
    expect(new Uint8Array(last)).not.toEqual(file);
  });
});
