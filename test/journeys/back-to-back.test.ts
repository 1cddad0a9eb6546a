import { describe, expect, it } from 'vitest';
import { anAd, aReply } from '@cutaway/testkit';
import type { DecisionRequest } from '@cutaway/model';
import { setStage } from './stage.js';

const POD_MS = 11_520;

describe('two breaks, the second right behind the first', () => {
  it('play the same creatives as ads of their own, each beaconed once', async () => {
    // Both pods hold the same two creatives, as a small catalogue would give them.
    const stage = setStage({
      channel: { schedule: { atMs: [15_360, 15_360 + POD_MS] }, podMs: POD_MS },
      ads: [anAd('one'), anAd('two')],
      decide: ({ body }) => {
        const { breakId } = JSON.parse(body ?? '{}') as DecisionRequest;
        const ads = ['one', 'two'].map((name) => ({
          ...anAd(name),
          adInstanceId: `${breakId}-${name}`,
          trackers: anAd(`${breakId}-${name}`).trackers,
        }));
        return { delayMs: 50, text: JSON.stringify(aReply(ads)) };
      },
    });
    await stage.clock.advance(80_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'two', 'one', 'two', 'content']);
    expect(stage.reports.map(({ outcome }) => outcome)).toEqual(['played', 'played']);
    const impressions = stage.beacons().filter((beacon) => beacon.endsWith('/impression'));
    expect(impressions).toEqual(
      ['break-0-one', 'break-0-two', 'break-1-one', 'break-1-two'].map((ad) => `${ad}/impression`),
    );
    expect(stage.beacons().filter((beacon) => beacon.endsWith('/complete'))).toHaveLength(4);
    expect(stage.player.faults).toEqual([]);
    stage.end();
  });

  it('are each played whole in a second element, though the second is announced while the first plays', async () => {
    const stage = setStage({
      session: { strategy: 'secondElement' },
      channel: { schedule: { atMs: [15_360, 15_360 + POD_MS + 5760] }, podMs: POD_MS },
      decide: ({ body }) => {
        const { breakId } = JSON.parse(body ?? '{}') as DecisionRequest;
        return { delayMs: 50, text: JSON.stringify(aReply([anAd(`${breakId}-one`), anAd(`${breakId}-two`)])) };
      },
    });
    await stage.clock.advance(80_000);
    const ads = ['break-0-one', 'break-0-two', 'break-1-one', 'break-1-two'];
    expect(stage.shown().map(({ what }) => what)).toEqual([
      'content',
      ads[0],
      ads[1],
      'content',
      ads[2],
      ads[3],
      'content',
    ]);
    expect(stage.reports.map(({ outcome, causes }) => ({ outcome, causes }))).toEqual([
      { outcome: 'played', causes: [] },
      { outcome: 'played', causes: [] },
    ]);
    stage.end();
  });

  it('are both played where the first is decided last', async () => {
    const stage = setStage({
      channel: { schedule: { atMs: [30_720, 30_720 + POD_MS] }, podMs: POD_MS, announceLeadMs: 20_000 },
      decide: ({ body }) => {
        const { breakId } = JSON.parse(body ?? '{}') as DecisionRequest;
        const ads = [anAd(`${breakId}-one`), anAd(`${breakId}-two`)];
        return { delayMs: breakId === 'break-0' ? 15_000 : 50, text: JSON.stringify(aReply(ads)) };
      },
      ads: ['break-0', 'break-1'].flatMap((id) => [anAd(`${id}-one`), anAd(`${id}-two`)]),
    });
    await stage.clock.advance(80_000);
    const ads = ['break-0-one', 'break-0-two', 'break-1-one', 'break-1-two'];
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', ...ads, 'content']);
    expect(stage.reports.map(({ outcome, causes }) => ({ outcome, causes }))).toEqual([
      { outcome: 'played', causes: [] },
      { outcome: 'played', causes: [] },
    ]);
    expect(stage.player.faults).toEqual([]);
    stage.end();
  });
});
