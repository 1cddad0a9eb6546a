import { anAd, anOverlay } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import type { StrategyWish } from '../session-config.js';
import { startAd } from '../run/start-ad.js';
import { anAdRun, aState, aTurn } from '../turn.builder.js';
import { chooseStrategy } from './choose-strategy.js';

const segmented = anAd('one');
const progressive = anAd('two', { mediaFiles: segmented.mediaFiles.slice(1) });
const wish = (strategy: StrategyWish, player = {}) => {
  const state = aState(player);
  return { ...state, config: { ...state.config, strategy } };
};
const choose = (state = wish('auto'), ads = [segmented]) =>
  chooseStrategy(
    state,
    ads.map((ad) => startAd(aTurn(state), ad)),
    false,
    false,
  );

describe('chooseStrategy', () => {
  it('stitches where the player reads playlists through us and every ad is segmented', () => {
    expect(choose()).toMatchObject({ strategy: 'stitch', isPossible: true });
    expect(choose(wish('stitch'))).toMatchObject({ strategy: 'stitch', isPossible: true });
  });
  it('takes a second element for an ad that is not segmented', () => {
    expect(choose(wish('auto'), [segmented, progressive])).toMatchObject({ strategy: 'secondElement' });
    expect(choose(wish('auto', { rewritesPlaylists: false }))).toMatchObject({ strategy: 'secondElement' });
  });
  it('takes a second element for a stream of which no playlist came through: DASH, or one that the element plays itself', () => {
    expect(choose({ ...wish('auto'), renditionKinds: [] })).toMatchObject({ strategy: 'secondElement' });
  });
  it('takes the content’s element where there is no other, and says why', () => {
    const one = { secondElement: false, reattach: true };
    expect(choose(wish('auto', one), [progressive])).toEqual({
      strategy: 'reattach',
      reason: 'an ad is not segmented; there is no second element',
      isPossible: true,
    });
    expect(choose(wish('auto', { secondElement: false }), [progressive])).toMatchObject({ isPossible: false });
  });
  it('passes by what the device refused in this session', () => {
    const state = {
      ...wish('auto', { reattach: true }),
      demoted: [{ strategy: 'secondElement' as const, why: 'stolen' }],
    };
    expect(choose(state, [progressive])).toMatchObject({
      strategy: 'reattach',
      reason: 'an ad is not segmented; secondElement failed: stolen',
    });
    expect(choose({ ...state, config: { ...state.config, strategy: 'secondElement' } }, [progressive])).toMatchObject({
      strategy: 'secondElement',
    });
  });
  it('stitches after it failed only where nothing else is left', () => {
    const demoted = [{ strategy: 'stitch' as const, why: 'decode' }];
    expect(choose({ ...wish('auto'), demoted })).toMatchObject({
      strategy: 'secondElement',
      reason: 'stitch failed: decode',
    });
    expect(choose({ ...wish('auto', { secondElement: false }), demoted })).toMatchObject({ strategy: 'stitch' });
  });
  it('plays breaks that abut in one way, where the pod allows it', () => {
    const state = wish('auto', { reattach: true });
    const ads = [segmented, progressive].map((ad) => startAd(aTurn(state), ad));
    expect(chooseStrategy(state, ads.slice(0, 1), false, false, 'reattach')).toMatchObject({
      strategy: 'reattach',
      reason: 'the break beside it plays so',
    });
    expect(chooseStrategy(state, ads, false, false, 'stitch')).toMatchObject({ strategy: 'secondElement' });
  });
  it('does what the application asks, and says that it did', () => {
    expect(choose(wish('secondElement'))).toMatchObject({
      strategy: 'secondElement',
      reason: 'asked for by the application',
    });
  });
  it('stitches VOD only while its playlists are held', () => {
    expect(choose({ ...wish('auto'), live: false })).toMatchObject({ strategy: 'stitch' });
    expect(choose({ ...wish('auto'), live: false, publishedEdge: 0 })).toMatchObject({
      strategy: 'secondElement',
      reason: 'the player has the playlist',
    });
  });
  it('never leaves the strategy that the application asks for', () => {
    expect(choose(wish('stitch'), [progressive])).toMatchObject({ isPossible: false });
    expect(choose(wish('secondElement', { secondElement: false }))).toMatchObject({ isPossible: false });
  });
  it('shows nothing where the player can play none of the files', () => {
    expect(choose(wish('auto', { hls: false, mp4: false }))).toMatchObject({ isPossible: false });
  });
  it('leaves a stream that already holds its ads alone', () => {
    expect(chooseStrategy(wish('secondElement'), [anAdRun(segmented)], true, false)).toMatchObject({
      strategy: 'serverStitched',
    });
  });
  it('shows an image only where a UI draws it', () => {
    const images = [anAdRun(anOverlay('banner'))];
    const withUi = aState({}, { hasUi: true });
    expect(chooseStrategy(withUi, images, false, true)).toMatchObject({ strategy: 'overlay', isPossible: true });
    expect(chooseStrategy(aState(), images, false, true)).toMatchObject({ strategy: 'overlay', isPossible: false });
  });
});
