import { beforeAll, describe, expect, it } from 'vitest';
import { loadAds } from '../../../packages/core/src/load-ads.js';
import { judgePlayed } from './judge-played.js';
import { playFaults } from './play-faults.js';

beforeAll(loadAds);

const LONG = 'its ads are on the screen long after it';

describe('ads that are on the screen long after their break', () => {
  it('are no fault where the viewer paused before, in this break or in an earlier one', async () => {
    const played = await playFaults(1536);
    expect(played.idle).toHaveLength(2);
    expect(judgePlayed(played)).toEqual([]);
    expect(judgePlayed({ ...played, idle: [] }).map(({ wrong }) => wrong)).toContain(LONG);
  });
  it('are one where he paused only later, or the player played on', async () => {
    const played = await playFaults(1536);
    const last = played.frames.filter(({ what }) => what.includes('b3-two')).slice(-1)[0]?.atMs ?? 0;
    const wrongs = (idle: typeof played.idle) => judgePlayed({ ...played, idle }).map(({ wrong }) => wrong);
    expect(wrongs([{ fromMs: last, untilMs: last + 30_000 }])).toContain(LONG);
    expect(wrongs([{ fromMs: 5000, untilMs: 25_000 }])).toContain(LONG);
  });
});
