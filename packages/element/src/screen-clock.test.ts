import type { PlayerFact } from '@cutaway/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { screenClock } from './screen-clock.js';

type OnFrame = (now: number, data: { mediaTime: number }) => void;

class FakeVideo extends EventTarget {
  onFrame: OnFrame = () => undefined;
  requestVideoFrameCallback(run: OnFrame): number {
    this.onFrame = run;
    return 1;
  }
  cancelVideoFrameCallback(): void {
    this.onFrame = () => undefined;
  }
}

const CONTENT_FRAME = { type: 'content-frame', mediaMs: 1, programMs: 1, gapMs: 40 } as const;

describe('screenClock()', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const open = () => {
    const video = new FakeVideo();
    const facts: PlayerFact[] = [];
    const ofContent = { tell: (fact: PlayerFact): void => void facts.push(fact) };
    const clock = screenClock({ content: video as unknown as HTMLVideoElement, ofContent });
    return { video, facts, ofContent, clock };
  };

  it('knows nothing before the first frame', () => {
    expect(open().clock.gapMs()).toBeNull();
  });

  it('measures from the last frame that was seen, of content or of an ad', () => {
    const { video, clock } = open();
    let isSeen = true;
    clock.watchContent(() => isSeen);
    video.onFrame(0, { mediaTime: 1 });
    vi.advanceTimersByTime(50);
    expect(clock.gapMs()).toBe(50);
    isSeen = false;
    video.onFrame(0, { mediaTime: 2 });
    expect(clock.gapMs()).toBe(50);
    clock.onFrame();
    vi.advanceTimersByTime(30);
    expect(clock.gapMs()).toBe(30);
  });

  it('tells with content’s first frame how long the ad’s last one stayed, and then what content says', () => {
    const { clock, ofContent, facts } = open();
    clock.onFrame();
    clock.goBack();
    vi.advanceTimersByTime(17);
    clock.isBack();
    vi.advanceTimersByTime(60);
    ofContent.tell({ type: 'volume', muted: false });
    ofContent.tell(CONTENT_FRAME);
    ofContent.tell(CONTENT_FRAME);
    expect(facts).toMatchObject([{ type: 'volume' }, { gapMs: 17 }, { gapMs: 40 }]);
  });

  it('measures until that frame where content had to come back first', () => {
    const { clock, ofContent, facts } = open();
    clock.onFrame();
    clock.goBack();
    vi.advanceTimersByTime(90);
    ofContent.tell(CONTENT_FRAME);
    expect(facts).toMatchObject([{ gapMs: 90 }]);
  });
});
