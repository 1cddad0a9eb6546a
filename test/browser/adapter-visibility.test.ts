import type { PlayerFact } from '@cutaway/core';
import type { Ad } from '@cutaway/model';
import { anAd } from '@cutaway/testkit';
import { stepAd, trackAd } from '@cutaway/tracking';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from './adapter-page.js';
import { openAdapterLab, type AdapterLab } from './support/adapter-lab.js';

const AD: Ad = anAd('one', {
  durationMs: 60_000,
  trackers: [{ event: 'viewable', url: 'https://beacons.example/viewable', level: 0, index: 0 }],
});

/** Where the playhead was when the ad became viewable, as tracking makes it of what the adapter said; null: it did not. */
function viewableAt(facts: readonly PlayerFact[]): number | null {
  let state = trackAd(AD, { viewability: 'measure' });
  let firstMs: number | null = null;
  for (const fact of facts) {
    if (fact.type === 'content-frame') firstMs ??= fact.mediaMs;
    const heard =
      fact.type === 'visibility'
        ? fact
        : fact.type === 'content-frame' && ({ type: 'frame', adMs: fact.mediaMs - (firstMs ?? 0) } as const);
    if (!heard) continue;
    const step = stepAd(state, heard);
    state = step.state;
    const [viewable] = step.due.filter(({ event }) => event === 'viewable');
    if (viewable) return viewable.adMs;
  }
  return null;
}
const sharesOf = (facts: readonly PlayerFact[]) =>
  facts.flatMap((fact) => (fact.type === 'visibility' ? [fact.share] : []));

describe('hlsjs(): how much of the picture can be seen (real Chromium)', () => {
  let lab: AdapterLab;
  beforeAll(async () => {
    lab = await openAdapterLab();
  });
  afterAll(() => lab.close());

  /** Plays, measured, and after a second and a half with an element of this style in front. */
  const play = async (css: string | null): Promise<readonly PlayerFact[]> => {
    await lab.fresh();
    return lab.browser.execute(async (style) => {
      const { lab } = window;
      await lab.open('/media/content/main.m3u8', { unwatched: true });
      lab.run({ type: 'measure-visibility', on: true });
      const video = window.hls.media as HTMLVideoElement;
      await lab.fact('visibility', 3000);
      const from = video.currentTime;
      const cover = document.createElement('div');
      cover.style.cssText = style ?? '';
      while (video.currentTime - from < 1.5) await lab.wait(10);
      if (style !== null) video.parentElement?.append(cover);
      await lab.wait(3000);
      lab.run({ type: 'measure-visibility', on: false });
      const facts = [...lab.facts()];
      cover.remove();
      await lab.wait(500);
      const later = lab.facts().slice(facts.length);
      if (later.some(({ type }) => type === 'visibility')) throw new Error('told after nobody wants it any more');
      return facts;
    }, css);
  };

  it('is viewable after two seconds in one piece, also behind what lets the picture through', async () => {
    const facts = await play('position:absolute;left:0;top:0;width:480px;height:270px;background:rgba(0,0,0,0.2)');
    expect(sharesOf(facts)).toEqual([1]);
    expect(viewableAt(facts)).toBeGreaterThanOrEqual(2000);
  });
  it('is not when it is covered before', async () => {
    const facts = await play('position:absolute;left:0;top:0;width:480px;height:270px;background:#fff');
    expect(sharesOf(facts)).toEqual([1, 0]);
    expect(viewableAt(facts)).toBeNull();
  });
  it('is when a third is covered, and knows how much', async () => {
    const facts = await play('position:absolute;left:0;top:0;width:160px;height:270px;background:#fff');
    const shares = sharesOf(facts);
    expect(shares[shares.length - 1]).toBeCloseTo(0.6, 1);
    expect(viewableAt(facts)).toBeGreaterThanOrEqual(2000);
  });
});
