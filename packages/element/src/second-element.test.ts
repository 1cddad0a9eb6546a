// @vitest-environment jsdom
import type { PlayerFact } from '@cutaway/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PrepareAd } from './open-ad.js';
import { secondElement, type SecondElementSurroundings } from './second-element.js';

const anAd = (adInstanceId: string): PrepareAd => ({
  type: 'prepare-ad',
  adInstanceId,
  url: `https://ads.example/${adInstanceId}.mp4`,
  mime: 'video/mp4',
});

function aLab(load: SecondElementSurroundings['load']) {
  const box = document.body.appendChild(document.createElement('div'));
  const content = box.appendChild(document.createElement('video'));
  const facts: PlayerFact[] = [];
  const around = {
    content,
    load,
    tell: (fact: PlayerFact) => void facts.push(fact),
    sound: { read: () => ({ muted: false, volume: 1 }), hold: () => () => undefined },
    stillness: { isOurs: false },
    readyWithinMs: 3000,
    memory: undefined,
    choosesText: true,
    latencySeconds: () => null,
    onContentLost: () => undefined,
  } as unknown as SecondElementSurroundings;
  return { facts, box, ads: secondElement(around), elements: () => box.querySelectorAll('video').length };
}

describe('an ad in an element of its own', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    document.body.innerHTML = '';
  });

  it.each([
    [
      'throws',
      (): never => {
        throw new Error('no player');
      },
    ],
    [
      'fails at once',
      (_video: unknown, _ad: unknown, onFailed: (error: 'MEDIA_DECODE', detail: string) => void) => {
        onFailed('MEDIA_DECODE', 'Error: no player');
        return () => undefined;
      },
    ],
  ])('whose load %s has failed, and leaves no element, timer or place behind', (_what, load) => {
    const { facts, ads, elements } = aLab(load);
    for (const id of ['a', 'b', 'c']) ads.run(anAd(id));
    expect(facts).toEqual(
      ['a', 'b', 'c'].map((adInstanceId) => ({
        type: 'ad-failed',
        adInstanceId,
        error: 'MEDIA_DECODE',
        detail: 'Error: no player',
      })),
    );
    expect(elements()).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
    ads.run(anAd('a')); // it may be asked for again
    expect(facts).toHaveLength(4);
  });
});
