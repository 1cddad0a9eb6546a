import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { contentSound, type Sound } from './content-sound.js';
import { lendSound } from './lend-sound.js';

/** A content element whose sound an ad has, and what the ad was last passed. */
function aLab(muted = false) {
  const element = Object.assign(new EventTarget(), { muted, volume: 1 });
  const content = element as unknown as HTMLVideoElement;
  const told: unknown[] = [];
  const ofContent = contentSound(content, (fact) => void told.push('muted' in fact && fact.muted));
  const sound = lendSound(content, ofContent);
  let passed: Sound | null = null;
  sound.lend((now) => (passed = now));
  /** What somebody sets, which the element then tells. */
  const set = (change: Partial<Sound>): Sound | null => {
    Object.assign(element, change);
    element.dispatchEvent(new Event('volumechange'));
    return passed;
  };
  return { content, sound, told, set };
}

describe('the sound of content while an ad has it', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is mute, so a button that mutes it unmutes it: the ad is muted then, and heard again with the next press', () => {
    const { content, sound, told, set } = aLab();
    for (const muted of [true, false, true]) {
      vi.advanceTimersByTime(1000);
      expect([set({ muted: false }), content.muted]).toEqual([{ muted, volume: 1 }, true]);
    }
    expect(told).toEqual([false, true, false, true]);
    sound.restore();
    expect(content.muted).toBe(true);
  });

  it('is heard again in the ad where it was muted before', () => {
    const { set } = aLab(true);
    vi.advanceTimersByTime(1000);
    expect(set({ muted: false })).toEqual({ muted: false, volume: 1 });
  });

  it('that a slider changes is unmuted by it, and mutes no ad', () => {
    const { set } = aLab();
    vi.advanceTimersByTime(1000);
    expect(set({ muted: false, volume: 0.4 })).toEqual({ muted: false, volume: 0.4 });
  });

  it('that an application unmutes at once, whoever has muted it, mutes no ad', () => {
    const { content, told, set } = aLab();
    expect([set({ muted: false }), content.muted]).toEqual([null, true]);
    expect(told).toEqual([false]);
  });
});
