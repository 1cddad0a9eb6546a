import { describe, expect, it } from 'vitest';
import { watchPlayState, type PlayState } from './watch-play-state.js';

class FakeVideo extends EventTarget {
  paused = true;
  ended = false;
  readyState = 4;
  currentTime = 10;
  duration = Infinity;
  error: { readonly code: number } | null = null;
  tell(type: string, change: Partial<FakeVideo> = {}): void {
    Object.assign(this, change).dispatchEvent(new Event(type));
  }
}

function aLab() {
  const video = new FakeVideo();
  const told: PlayState[] = [];
  const stop = watchPlayState(video as unknown as HTMLVideoElement, (state) => told.push(state));
  return { video, told, stop };
}

describe('watchPlayState', () => {
  it('tells each state once, as the element has it', () => {
    const { video, told } = aLab();
    video.tell('play', { paused: false, readyState: 1 });
    video.tell('playing', { readyState: 4 });
    video.tell('playing');
    video.tell('waiting');
    video.tell('pause', { paused: true });
    expect(told).toEqual(['waiting', 'playing', 'waiting', 'paused']);
  });

  it('tells no pause of an element that is about to end, and its end', () => {
    const { video, told } = aLab();
    video.tell('playing', { paused: false, duration: 10.02 });
    video.tell('pause', { paused: true });
    video.tell('ended', { ended: true });
    expect(told).toEqual(['playing', 'ended']);
  });

  it('tells no pause that came of media that do not decode: nobody wished it', () => {
    const { video, told } = aLab();
    video.tell('playing', { paused: false });
    video.tell('pause', { paused: true, error: { code: 3 } });
    expect(told).toEqual(['playing']);
  });

  it('believes the element, not an event that another one sent', () => {
    const { video, told, stop } = aLab();
    video.tell('playing', { paused: false });
    video.tell('pause');
    video.tell('ended');
    expect(told).toEqual(['playing']);
    stop();
    video.tell('pause', { paused: true });
    expect(told).toEqual(['playing']);
  });
});
