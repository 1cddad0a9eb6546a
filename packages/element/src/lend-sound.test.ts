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
  /** The same, with a press of the remote control before it. */
  const press = (change: Partial<Sound>): Sound | null => {
    document.dispatchEvent(new Event('keydown'));
    return set(change);
  };
  return { content, sound, told, set, press };
}

describe('the sound of content while an ad has it', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('document', new EventTarget());
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is mute, so a button that mutes it unmutes it: the ad is muted then, and heard again with the next press', () => {
    const { content, sound, told, press } = aLab();
    for (const muted of [true, false, true]) {
      vi.advanceTimersByTime(1000);
      expect([press({ muted: false }), content.muted]).toEqual([{ muted, volume: 1 }, true]);
    }
    expect(told).toEqual([false, true, false, true]);
    sound.restore();
    expect(content.muted).toBe(true);
  });

  it('is heard again in the ad where it was muted before', () => {
    const { press } = aLab(true);
    expect(press({ muted: false })).toEqual({ muted: false, volume: 1 });
  });

  it('that a slider changes is unmuted by it, and mutes no ad', () => {
    const { press } = aLab();
    expect(press({ muted: false, volume: 0.4 })).toEqual({ muted: false, volume: 0.4 });
  });

  it.each([
    ['at once', 0],
    ['later', 5000],
  ])('that an application unmutes by itself, %s, mutes no ad', (_when, afterMs) => {
    const { content, told, set } = aLab();
    document.dispatchEvent(new Event('keydown'));
    vi.advanceTimersByTime(1000 + afterMs);
    expect([set({ muted: false }), content.muted]).toEqual([null, true]);
    expect(told).toEqual([false]);
  });

  it('leaves nothing behind on the page', () => {
    const left = new Set<unknown>();
    vi.spyOn(document, 'addEventListener').mockImplementation((name) => void left.add(name));
    vi.spyOn(document, 'removeEventListener').mockImplementation((name) => void left.delete(name));
    const { sound } = aLab();
    expect(left.size).toBeGreaterThan(0);
    sound.restore();
    expect(left.size).toBe(0);
  });
});
