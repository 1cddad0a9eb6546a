import { anAd, aReply } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { setStage } from './stage.js';
import { contentShown, setVodStage } from './vod-stage.js';

const HOUR_MS = 3_600_000;

describe('a clock that is set back by an hour, as by a set that learns the time,', () => {
  it('keeps no content waiting for a pre-roll that is not ready', async () => {
    const stage = setVodStage({
      session: { breaks: ['start'], strategy: 'secondElement' },
      decide: () => ({ delayMs: 50, text: JSON.stringify(aReply([anAd('pre')])) }),
      hear: (tell) => (fact) => fact.type !== 'ad-ready' && tell(fact),
    });
    await stage.clock.advance(1000);
    stage.sleep(-HOUR_MS);
    await stage.clock.advance(40_000);
    expect(contentShown(stage)).toEqual({ ms: 30_000, isWhole: true });
    stage.end();
  });

  it('leaves no ad on the screen that stands still', async () => {
    let isStill = false;
    const stage = setStage({
      session: { strategy: 'secondElement' },
      hear: (tell) => (fact) => !(isStill && fact.type === 'ad-frame') && tell(fact),
    });
    await stage.clock.advance(15_360 + 5760 + 3500);
    isStill = true;
    stage.sleep(-HOUR_MS);
    await stage.clock.advance(4000);
    expect(stage.beacons().filter((beacon) => beacon.includes('error'))).toEqual([
      'one/error?code=402',
      'two/error?code=402',
    ]);
    stage.end();
  });
});
