// @vitest-environment jsdom
import type { PlayerFact } from '@cutaway/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchShaka } from './played-rendition.js';
import type { ShakaPlayer } from './shaka-player.js';

describe('the captions that a viewer of Shaka 4 reads', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('are his wish, too, while an ad hides the track in which Shaka draws them', () => {
    const drawn = { kind: 'subtitles', mode: 'showing', cutawayHides: false };
    const content = document.createElement('video');
    Object.defineProperty(content, 'textTracks', { value: [drawn] });
    const player = {
      getStats: () => ({ estimatedBandwidth: 0 }),
      getVariantTracks: () => [],
      getTextTracks: () => [{ active: true, language: 'en', roles: [], mimeType: 'text/vtt' }],
      seekRange: () => ({ start: 0, end: 0 }),
      // It asks the track.
      isTextTrackVisible: () => drawn.mode === 'showing',
    } as unknown as ShakaPlayer;
    const texts: unknown[] = [];
    const played = { spans: () => [], latencySeconds: () => null };
    const tell = (fact: PlayerFact) => void (fact.type === 'rendition' && texts.push(fact.text));
    const undo = watchShaka(player, { content, played, isAd: () => false, tell });
    vi.advanceTimersByTime(1000);
    Object.assign(drawn, { mode: 'hidden', cutawayHides: true });
    vi.advanceTimersByTime(2000);
    expect(texts).toEqual([{ language: 'en', role: null }]);
    Object.assign(drawn, { cutawayHides: false });
    vi.advanceTimersByTime(1000);
    expect(texts.slice(1)).toEqual([null]);
    undo();
  });
});
