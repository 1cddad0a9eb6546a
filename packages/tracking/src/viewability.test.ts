import type { Ad } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { anAd, trackersFor } from '../test-data/an-ad.js';
import { events, frames, run } from '../test-data/run-ad.js';
import type { AdFact } from './ad-fact.js';

const trackers = trackersFor(['viewable', 'notViewable', 'viewUndetermined']);
const see = (share: number | null): AdFact => ({ type: 'visibility', share });
const measured = (facts: readonly AdFact[], ad: Partial<Ad> = {}) =>
  run(facts, anAd({ trackers, ...ad }), { viewability: 'measure' });
const skip: AdFact = { type: 'skipped' };

describe('viewable (VAST 4.3 §3.5, MRC: two continuous seconds, half of the pixels)', () => {
  it('comes after two seconds of rendered video, once', () => {
    const due = measured([see(0.5), ...frames(0, 9000), skip]);
    expect(due.map(({ event, adMs }) => [event, adMs])).toEqual([['viewable', 2000]]);
  });
  it.each<[string, readonly AdFact[]]>([
    ['hidden after 1.9 s', [see(1), ...frames(0, 1900), see(0), ...frames(2000, 9000)]],
    ['less than half of it to be seen', [see(0.49), ...frames(0, 9000)]],
    [
      '1.9 s, then a moment behind something, then 1.9 s',
      [see(1), ...frames(0, 1900), see(0.2), see(1), ...frames(2000, 3900)],
    ],
    ['a jump of the playhead between', [see(1), ...frames(0, 1500), ...frames(8000, 9500)]],
    ['it ends before two seconds', [see(1), ...frames(0, 1900)]],
  ])('does not come with %s: then notViewable at the end', (_, facts) => {
    expect(events(measured([...facts, skip]))).toEqual(['notViewable']);
  });
  it('comes when it can be seen later on', () => {
    const due = measured([see(0), ...frames(0, 5000), see(0.8), ...frames(5100, 7100)]);
    expect(due.map(({ event, adMs }) => [event, adMs])).toEqual([['viewable', 7100]]);
  });
  it('waits while the ad is paused: no frame, no view', () => {
    expect(
      measured([see(1), ...frames(0, 1500), { type: 'paused' }, { type: 'resumed' }, ...frames(1600, 1900)]),
    ).toEqual([]);
  });
  it.each<[string, AdFact[]]>([
    ['nobody told', []],
    ['the device cannot tell', [see(null)]],
  ])('is undetermined where %s', (_, facts) => {
    expect(events(measured([...facts, ...frames(0, 9000), skip]))).toEqual(['viewUndetermined']);
  });
  it('is said of no ad that was not seen', () => {
    expect(measured([see(1), { type: 'failed', vastError: 401 }])).toEqual([]);
    expect(measured([see(1), { type: 'not-used' }])).toEqual([]);
  });
  it('is said of no audio ad, and of none where the publisher does not measure', () => {
    const facts = [see(1), ...frames(0, 5000), skip];
    expect(measured(facts, { adType: 'audio' })).toEqual([]);
    expect(run(facts, anAd({ trackers }))).toEqual([]);
  });
  it('is undetermined for an overlay, which has no playhead', () => {
    const facts: AdFact[] = [
      see(1),
      { type: 'overlay-shown' },
      { type: 'overlay-closed', byViewer: false, shownMs: 5000 },
    ];
    expect(events(measured(facts))).toEqual(['viewUndetermined']);
  });
});
