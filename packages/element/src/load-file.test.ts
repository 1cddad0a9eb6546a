import { describe, expect, it } from 'vitest';
import { loadFile } from './load-file.js';

/** A video whose source is a whole address once it is set, as an element's is. */
class FakeVideo {
  loads = 0;
  #source: string | null = null;
  get src(): string {
    return this.#source === null ? '' : new URL(this.#source, 'https://page.example/').href;
  }
  set src(url: string) {
    this.#source = url;
  }
  removeAttribute(): void {
    this.#source = null;
  }
  load(): void {
    this.loads++;
  }
}

describe('loadFile', () => {
  it('empties the element again', () => {
    const video = new FakeVideo();
    const unload = loadFile(video as unknown as HTMLVideoElement, '/ad.mp4');
    expect(video.src).toBe('https://page.example/ad.mp4');
    unload();
    expect([video.src, video.loads]).toEqual(['', 1]);
  });

  it('leaves an element alone that has another source by then', () => {
    const video = new FakeVideo();
    const unload = loadFile(video as unknown as HTMLVideoElement, '/ad.mp4');
    video.src = 'blob:content';
    unload();
    expect([video.src, video.loads]).toEqual(['blob:content', 0]);
  });
});
