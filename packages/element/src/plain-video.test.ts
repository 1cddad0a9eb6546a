// @vitest-environment jsdom
import type { PlayerHost } from '@cutaway/core';
import { describe, expect, it } from 'vitest';
import { plainVideo } from './plain-video.js';

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
