import { describe, expect, it } from 'vitest';
import { anAd, trackersFor } from '../test-data/an-ad.js';
import { frame, frames, run } from '../test-data/run-ad.js';
import type { AdFact } from './ad-fact.js';

const ad = anAd({
  trackers: [
    ...trackersFor(['impression', 'creativeView', 'clickTracking', 'complete', 'error']),
    ...trackersFor(['creativeView', 'clickTracking'], { of: 'icon:0' }),
    ...trackersFor(['creativeView', 'clickTracking'], { of: 'companion:1' }),
    ...trackersFor(['creativeView'], { of: 'companion:1', level: 1 }),
    ...trackersFor(['verificationNotExecuted'], { of: 'verification:0' }),
  ],
});
const told = (...facts: AdFact[]) =>
  run(facts, ad).map(({ event, of, level, repeat }) =>
    [event, of, level || null, repeat || null].filter((one) => one != null).join(' '),
  );
const shown: AdFact = { type: 'part-shown', of: 'companion:1' };

describe('icons and companions (VAST 4.3 §3.11, §3.13)', () => {
  it('hear nothing of what the linear ad does', () => {
    expect(told(...frames(0, 20_000))).toEqual(['impression', 'creativeView', 'complete']);
    expect(told(frame(0), { type: 'clicked' })).toContain('clickTracking');
  });
  it('are viewed once, at all levels, and clicked each time', () => {
    const click: AdFact = { type: 'part-clicked', of: 'icon:0' };
    expect(told(frame(0), shown, shown).slice(2)).toEqual(['creativeView companion:1', 'creativeView companion:1 1']);
    expect(told(frame(0), { type: 'part-shown', of: 'icon:0' }, click, click).slice(2)).toEqual([
      'creativeView icon:0',
      'clickTracking icon:0',
      'clickTracking icon:0 1',
    ]);
  });
  it('count only with an ad that was seen, and still after it: as an end-card', () => {
    expect(told(shown)).toEqual([]);
    expect(told({ type: 'failed', vastError: 401 }, shown)).toEqual(['error']);
    expect(told(...frames(0, 20_000), shown).slice(-2)).toEqual([
      'creativeView companion:1',
      'creativeView companion:1 1',
    ]);
  });
  it('that cannot be shown are an error of their own, and the ad goes on', () => {
    const failed: AdFact = { type: 'part-failed', of: 'companion:1', vastError: 604 };
    const due = run([frame(0), failed, failed, ...frames(100, 20_000)], ad);
    expect(due.slice(2).map(({ event, of, errorCode }) => [event, of, errorCode])).toEqual([
      ['error', 'companion:1', 604],
      ['complete', undefined, null],
    ]);
  });
  it('are no error after complete', () => {
    expect(told(...frames(0, 20_000), { type: 'part-failed', of: 'companion:1', vastError: 604 })).not.toContain(
      'error companion:1',
    );
  });
});

describe('verificationNotExecuted (VAST 4.3 §3.17.4)', () => {
  it.each([1, 2, 3])('says its reason %i once, before the ad is shown', (reason) => {
    const fact: AdFact = { type: 'verification-not-executed', index: 0, reason };
    const due = run([fact, fact, frame(0)], ad);
    expect(due.map(({ event, of, reason: why }) => [event, of, why]).slice(0, 2)).toEqual([
      ['verificationNotExecuted', 'verification:0', reason],
      ['impression', undefined, null],
    ]);
  });
  it('is told of the one that did not run', () => {
    expect(told({ type: 'verification-not-executed', index: 1, reason: 2 })).toEqual([]);
  });
});
