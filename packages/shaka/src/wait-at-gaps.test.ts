import { describe, expect, it } from 'vitest';
import type { ShakaPlayer } from './shaka-player.js';
import { waitAtGaps } from './wait-at-gaps.js';

function aPlayer(configured: Readonly<Record<string, number | string>>) {
  let streaming = configured;
  const player: Partial<ShakaPlayer> = {
    getConfiguration: () => ({ ads: {}, streaming }),
    configure(config) {
      streaming = { ...streaming, ...(config as { streaming: object }).streaming };
      return true;
    },
    getNetworkingEngine: () => ({}) as ReturnType<ShakaPlayer['getNetworkingEngine']>,
  };
  return { player: player as ShakaPlayer, streaming: () => streaming };
}

describe('waitAtGaps', () => {
  it.each([
    ['has a Shaka that leaves gaps cross them when the playhead is there', { gapDetectionThreshold: 0.5 }, 0.1],
    ['leaves a smaller setting of the application alone', { gapDetectionThreshold: 0.05 }, 0.05],
    ['leaves a Shaka alone that closes gaps', { gapDetectionThreshold: 0.5, crossBoundaryStrategy: 'keep' }, 0.5],
  ])('%s, and gives back what was configured', (_, configured, seconds) => {
    const { player, streaming } = aPlayer(configured);
    const undo = waitAtGaps(player);
    expect(streaming()['gapDetectionThreshold']).toBe(seconds);
    undo();
    expect(streaming()).toEqual(configured);
  });
});
