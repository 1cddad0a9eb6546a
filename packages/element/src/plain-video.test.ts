// @vitest-environment jsdom
import type { PlayerFact, PlayerHost } from '@cutaway/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lendCaptions } from './lend-captions.js';
import { plainVideo } from './plain-video.js';
import type { WantedTrack } from './wanted-track.js';

const HOST = { tell: () => undefined } as unknown as PlayerHost;

/** An element at the start of its stream, since it was loaded anew by a failure, and where it was sent to. */
function openElement(duration: number) {
  const video = document.createElement('video');
  const sought: number[] = [];
  Object.defineProperties(video, {
    duration: { value: duration },
    seekable: { value: { length: 1, start: () => 0, end: () => 3600 } },
    currentTime: { get: () => 0, set: (seconds: number) => void sought.push(seconds) },
  });
  video.load = () => void sought.splice(0);
  video.play = () => Promise.resolve();
  return { port: plainVideo(video), sought };
}

describe('plainVideo(): a stream that is loaded anew', () => {
  it('goes on where the session says, wherever the element is', () => {
    const { port, sought } = openElement(3600);
    const undo = port.connect(HOST);
    port.run({ type: 'reload-content', mediaMs: 1_800_000 });
    expect(sought).toEqual([1800]);
    undo();
  });

  it('starts at the edge where it is live', () => {
    const { port, sought } = openElement(Infinity);
    const undo = port.connect(HOST);
    port.run({ type: 'reload-content', mediaMs: 1_800_000 });
    expect(sought).toEqual([]);
    undo();
  });
});

describe('plainVideo(): the captions that the viewer reads', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('are his wish, too, while an ad in an element of its own hides those of content', async () => {
    const video = document.createElement('video');
    const track = { kind: 'captions', language: 'en', mode: 'showing' } as WantedTrack;
    Object.defineProperties(video, { textTracks: { value: [track] }, seekable: { value: { length: 0 } } });
    const texts: unknown[] = [];
    const tell = (fact: PlayerFact) => void (fact.type === 'rendition' && texts.push(fact.text));
    const undo = plainVideo(video).connect({ tell } as unknown as PlayerHost);
    await import('./rendition.js');
    await vi.advanceTimersByTimeAsync(1000);
    const captions = lendCaptions(video);
    captions.hide();
    await vi.advanceTimersByTimeAsync(2000);
    expect(texts).toEqual([{ language: 'en', role: 'captions' }]);
    track.mode = 'disabled';
    await vi.advanceTimersByTimeAsync(1000);
    expect(texts.slice(1)).toEqual([null]);
    undo();
  });
});
