import { describe, expect, it } from 'vitest';
import type { ShakaPlayer } from './shaka-player.js';
import { turnOffAds } from './turn-off-ads.js';

class Inserter {
  readonly played: string[] = [];
  onHLSInterstitialMetadata(): void {
    this.played.push('HLS');
  }
  onDASHInterstitialMetadata(): void {
    this.played.push('DASH');
  }
}

function aPlayer(configured: Readonly<Record<string, boolean>>) {
  let ads = configured;
  const manager = new Inserter();
  const player: Partial<ShakaPlayer> = {
    getConfiguration: () => ({ ads, streaming: {} }),
    configure(config) {
      ads = { ...ads, ...(config as { ads: object }).ads };
      return true;
    },
    getAdManager: () => manager,
    getNetworkingEngine: () => ({
      registerResponseFilter() {},
      unregisterResponseFilter() {},
      registerRequestFilter() {},
      unregisterRequestFilter() {},
    }),
  };
  const find = (): readonly string[] => {
    manager.played.length = 0;
    manager.onHLSInterstitialMetadata();
    manager.onDASHInterstitialMetadata();
    return [...manager.played];
  };
  return { player: player as ShakaPlayer, ads: () => ads, find };
}

describe('turnOffAds', () => {
  it('sets only the switches that this Shaka has, and gives back what was configured', () => {
    const configured = { custom: true, disableHLSInterstitial: false, disableDASHInterstitial: true };
    const { player, ads, find } = aPlayer(configured);
    const undo = turnOffAds(player);
    expect(ads()).toEqual({ custom: true, disableHLSInterstitial: true, disableDASHInterstitial: true });
    expect(find()).toEqual(['HLS', 'DASH']); // Shaka's own switches do it
    undo();
    expect(ads()).toEqual(configured);
  });

  it('has the ad manager of a Shaka without switches go unasked, until the undo', () => {
    const { player, find } = aPlayer({ custom: true });
    const undo = turnOffAds(player);
    expect(find()).toEqual([]);
    undo();
    expect(find()).toEqual(['HLS', 'DASH']);
  });
});
