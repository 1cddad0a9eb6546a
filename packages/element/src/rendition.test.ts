// @vitest-environment jsdom
import type { PlayerFact } from '@cutaway/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lendCaptions } from './lend-captions.js';
import type { WantedTrack } from './wanted-track.js';
import { watchRendition, type RenditionKnown } from './rendition.js';

const VARIANT = { bandwidth: 3_000_000, width: 1280, height: 720, codecs: 'avc1.64001f,mp4a.40.2' };

describe('watchRendition()', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function watch() {
    let known: RenditionKnown = { throughputKbps: null, variant: null, seekable: null, audio: null, text: null };
    const facts: PlayerFact[] = [];
    const spans = [
      { start: 10, duration: 2, programDateTime: 1_000_000, url: 'a' },
      { start: 12, duration: 2, programDateTime: 1_002_000, url: 'b' },
    ];
    const played = { spans: () => spans, latencySeconds: () => null };
    const content = document.createElement('video');
    const ad = { isOn: false };
    const tell = (fact: PlayerFact): void => void (ad.isOn || facts.push(fact));
    const around = { content, played, isAd: () => false, tell, isAway: () => ad.isOn };
    const undo = watchRendition(around, () => known);
    return { facts, undo, ad, learn: (more: Partial<RenditionKnown>) => (known = { ...known, ...more }) };
  }
  const seconds = (count: number) => vi.advanceTimersByTime(count * 1000);

  it('says at first that nothing is known, then each second what changed', () => {
    const { facts, learn } = watch();
    seconds(3);
    expect(facts).toEqual([
      { type: 'rendition', throughputKbps: null, variant: null, seekable: null, audio: null, text: null },
    ]);
    learn({ throughputKbps: 4321.6, variant: VARIANT, audio: { language: 'en', role: null } });
    seconds(2);
    expect(facts.slice(1)).toMatchObject([{ throughputKbps: 4322, variant: VARIANT, audio: { language: 'en' } }]);
  });
  it('says nothing of an ad in the element of content, and behind it nothing that was said before it', () => {
    const { facts, learn, ad } = watch();
    learn({ variant: VARIANT });
    seconds(1);
    ad.isOn = true;
    learn({ variant: null });
    seconds(2);
    learn({ variant: VARIANT });
    ad.isOn = false;
    seconds(2);
    expect(facts).toMatchObject([{ variant: VARIANT }]);
  });
  it('says in programme time where the viewer can go', () => {
    const { facts, learn } = watch();
    learn({ seekable: [10, 13.5] });
    seconds(1);
    expect(facts).toMatchObject([{ seekable: [1_000_000, 1_003_500] }]);
    learn({ seekable: [0, 0] }); // nothing is loaded
    seconds(1);
    expect(facts[1]).toMatchObject({ seekable: null });
  });
  it('hears whether captions that the viewer wants are hidden over an ad', () => {
    const told: boolean[] = [];
    const tracks: WantedTrack[] = [];
    const content = Object.assign(document.createElement('div'), { textTracks: tracks }) as unknown as HTMLVideoElement;
    const played = { spans: () => [], latencySeconds: () => null };
    watchRendition({ content, played, isAd: () => false, tell: () => undefined }, (hides) => {
      told.push(hides);
      return { throughputKbps: null, variant: null, seekable: null, audio: null, text: null };
    });
    const [track] = [{ mode: 'showing' } as WantedTrack];
    tracks.push(track);
    const captions = lendCaptions(content);
    seconds(1);
    captions.hide();
    seconds(1);
    track.mode = 'disabled'; // the viewer turned them off
    seconds(1);
    captions.restore();
    seconds(1);
    expect(told).toEqual([false, true, false, false]);
  });
  it('says nothing after its undo', () => {
    const { facts, undo } = watch();
    undo();
    seconds(5);
    expect(facts).toEqual([]);
  });
});
