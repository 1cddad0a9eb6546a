import { describe, expect, it } from 'vitest';
import { anAd } from '../test-data/an-ad.js';
import type { DueBeacon } from './due-beacon.js';
import { fillBeacon } from './fill-beacon.js';

const context = { nowMs: 0, cacheBusting: 42 };
const due = (over: Partial<DueBeacon>): DueBeacon => ({
  event: 'start',
  url: 'https://t/',
  level: 0,
  index: 0,
  repeat: 0,
  adMs: 0,
  errorCode: null,
  reason: null,
  ...over,
});

describe('fillBeacon', () => {
  it.each<[Partial<DueBeacon>, string]>([
    [{}, 'p1-0/0/start/0'],
    [{ level: 1, index: 2 }, 'p1-0/1/start/2'],
    [{ event: 'pause', repeat: 3 }, 'p1-0/0/pause/0#3'],
    [{ event: 'progress', offset: { ms: 2500 } }, 'p1-0/0/progress-2500ms/0'],
    [{ event: 'progress', offset: { share: 0.25 } }, 'p1-0/0/progress-25%/0'],
    [{ event: 'progress', offset: { share: 0.333 } }, 'p1-0/0/progress-33.3%/0'],
    [{ event: 'creativeView', of: 'icon:2' }, 'p1-0/0/creativeView@icon:2/0'],
    [{ event: 'clickTracking', of: 'companion:0', level: 1, repeat: 1 }, 'p1-0/1/clickTracking@companion:0/0#1'],
  ])('names %o by ad, level, event and place', (over, key) => {
    expect(fillBeacon(due(over), anAd(), context).key).toBe(key);
  });
  it('fills the reason of a verification that did not run, and nothing there in any other beacon', () => {
    const url = 'https://t/?r=[REASON]&s=[ADSERVINGID]';
    const ad = anAd({ adServingId: 'serving 1' });
    const unrun = due({ event: 'verificationNotExecuted', url, reason: 3 });
    expect(fillBeacon(unrun, ad, context).url).toBe('https://t/?r=3&s=serving%201');
    expect(fillBeacon(due({ url }), anAd(), context).url).toBe('https://t/?r=&s=-1');
  });
  it('fills the playhead, the error code and the ad identifier', () => {
    const url = 'https://t/?p=[ADPLAYHEAD]&e=[ERRORCODE]&u=[UNIVERSALADID]&c=[CACHEBUSTING]';
    const ad = anAd({ universalAdId: 'ad-id.org CNPA0484000H' });
    expect(fillBeacon(due({ event: 'error', url, adMs: 61_500, errorCode: 405 }), ad, context).url).toBe(
      'https://t/?p=00%3A01%3A01.500&e=405&u=ad-id.org%20CNPA0484000H&c=00000042',
    );
  });
});
