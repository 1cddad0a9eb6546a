import { describe, expect, it } from 'vitest';
import { allTrackers, anAd } from '../test-data/an-ad.js';
import { events, frame, frames, run, told } from '../test-data/run-ad.js';
import type { AdFact } from './ad-fact.js';

describe('stepAd: the first frame (VAST 4.3 §3.4.4, §3.14)', () => {
  it('fires impression, creativeView and start with the first rendered frame', () => {
    expect(events(run([frame(0)]))).toEqual(['impression', 'creativeView', 'start']);
  });
  it('fires them once, however many frames follow', () => {
    expect(events(run(frames(0, 4900)))).toEqual(['impression', 'creativeView', 'start']);
  });
  it('fires the impressions of all levels together', () => {
    const due = run([frame(0)], anAd({ trackers: [...allTrackers(0), ...allTrackers(1)] }));
    expect(due.slice(0, 2).map(({ event, level }) => [event, level])).toEqual([
      ['impression', 0],
      ['impression', 1],
    ]);
  });
  it('fires nothing before a frame is shown', () => {
    expect(run([{ type: 'paused' }, { type: 'resumed' }, { type: 'muted' }, { type: 'clicked' }])).toEqual([]);
  });
  it('has no start and nothing back-dated for a viewer who came in mid-ad', () => {
    const due = run([...frames(11_000, 19_900), { type: 'ended' }], anAd(), { joinedAtMs: 11_000 });
    expect(events(due)).toEqual(['impression', 'creativeView', 'thirdQuartile', 'complete']);
    expect(run([{ type: 'joined', adMs: 11_000 }, ...frames(11_000, 19_900), { type: 'ended' }])).toEqual(due);
  });
  it('says loaded as soon as the ad could start, once, and at the latest with the frame that proves it', () => {
    expect(told(['loaded', 'impression'], [{ type: 'loaded' }])).toEqual(['loaded']);
    expect(told(['loaded', 'impression'], [{ type: 'loaded' }, { type: 'loaded' }, frame(0)])).toEqual([
      'loaded',
      'impression',
    ]);
    expect(told(['loaded', 'impression'], [frame(0), { type: 'loaded' }])).toEqual(['loaded', 'impression']);
  });
});

describe('stepAd: quartiles (VAST 4.3 §3.14.1)', () => {
  it('fires each when the playhead reaches 25, 50 and 75 %, and complete at the end', () => {
    const due = run([...frames(0, 19_900), { type: 'ended' }]);
    expect(due.slice(3).map(({ event, adMs }) => [event, adMs])).toEqual([
      ['firstQuartile', 5000],
      ['midpoint', 10_000],
      ['thirdQuartile', 15_000],
      ['complete', 19_900],
    ]);
  });
  it('fires all that one tick crosses, in order', () => {
    const due = run([frame(0), frame(900), { type: 'ended' }], anAd({ durationMs: 1000 }));
    expect(events(due).slice(3)).toEqual(['firstQuartile', 'midpoint', 'thirdQuartile', 'complete']);
  });
  it('counts nothing that a seek jumped over, and goes on behind it', () => {
    const due = run([frame(1000), frame(12_000), ...frames(12_100, 15_100)]);
    expect(events(due).slice(3)).toEqual(['thirdQuartile']);
  });
  it('fires nothing again when the viewer goes back', () => {
    const due = run([...frames(0, 6000), ...frames(2000, 6000)]);
    expect(events(due).slice(3)).toEqual(['firstQuartile']);
  });
  it('measures by the real duration of the media where it is known', () => {
    const due = run(frames(0, 4000), anAd(), { durationMs: 16_000 });
    expect(events(due).slice(3)).toEqual(['firstQuartile']);
  });
  it('learns that duration up to the first frame, and believes no 0', () => {
    const told = [{ type: 'measured', durationMs: 16_000 } as const, { type: 'measured', durationMs: 0 } as const];
    const late = [frame(0), { type: 'measured', durationMs: 8000 } as const, ...frames(100, 4000)];
    expect(events(run([...told, ...late])).slice(3)).toEqual(['firstQuartile']);
  });
  it('fires none where the duration is unknown', () => {
    const due = run([...frames(0, 9000), { type: 'ended' }], anAd({ durationMs: 0 }));
    expect(events(due).slice(3)).toEqual(['complete']);
  });
});

describe('stepAd: progress (VAST 4.3 §3.14.1)', () => {
  const progress = (index: number, offset: { ms: number } | { share: number }) =>
    ({ event: 'progress', url: `https://t/p${index}`, level: 0, index, offset }) as const;
  it('fires at its offset, not before, also at fractions of a percent', () => {
    const ad = anAd({ trackers: [progress(0, { share: 0.333 }), progress(1, { ms: 2500 })] });
    const due = run(frames(0, 8000, 20), ad);
    expect(due.map(({ url, adMs }) => [url, adMs])).toEqual([
      ['https://t/p1', 2500],
      ['https://t/p0', 6660],
    ]);
  });
  it('fires what one tick crosses in the order of the offsets, not of the document', () => {
    const ad = anAd({ trackers: [progress(0, { ms: 900 }), progress(1, { share: 0.01 }), progress(2, { ms: 500 })] });
    expect(run([frame(0), frame(1000)], ad).map(({ index }) => index)).toEqual([1, 2, 0]);
  });
  it('fires every tracker of one offset once', () => {
    const ad = anAd({ trackers: [progress(0, { ms: 1000 }), progress(1, { ms: 1000 })] });
    expect(run(frames(0, 3000), ad)).toHaveLength(2);
  });
  it('fires the offset 0 with the first frame, and 100 % with the end', () => {
    const ad = anAd({ trackers: [progress(0, { ms: 0 }), progress(1, { share: 1 })] });
    expect(run([frame(33)], ad)).toHaveLength(1);
    expect(run([...frames(33, 19_900), { type: 'ended' }], ad)).toHaveLength(2);
  });
});

describe('stepAd: complete (VAST 4.3 §3.14.1)', () => {
  it('fires once', () => {
    const due = run([...frames(0, 20_000), { type: 'ended' }, { type: 'ended' }]);
    expect(events(due).filter((event) => event === 'complete')).toHaveLength(1);
  });
  it('does not fire more than 250 ms before the end', () => {
    expect(events(run([...frames(0, 19_700), { type: 'ended' }]))).not.toContain('complete');
    expect(events(run([...frames(0, 19_700), frame(19_750), { type: 'ended' }]))).toContain('complete');
  });
  it('fires at the end of the duration where nobody says that the ad ended, and nothing after it', () => {
    const due = run([...frames(0, 20_400), { type: 'paused' }, { type: 'failed', vastError: 405 }, { type: 'ended' }]);
    expect(events(due).slice(-2)).toEqual(['thirdQuartile', 'complete']);
    expect(due[due.length - 1]?.adMs).toBe(20_000);
  });
  it('does not fire after a seek to the end', () => {
    expect(events(run([frame(0), frame(19_900), frame(19_950), { type: 'ended' }]))).not.toContain('complete');
  });
});

describe('stepAd: pause, resume, mute, unmute, click', () => {
  it('fire on transitions only, numbered', () => {
    const facts: AdFact[] = ['paused', 'paused', 'resumed', 'resumed', 'paused'].map((type) => ({ type }) as AdFact);
    expect(
      run([frame(0), ...facts])
        .slice(3)
        .map(({ event, repeat }) => [event, repeat]),
    ).toEqual([
      ['pause', 0],
      ['resume', 0],
      ['pause', 1],
    ]);
  });
  it('fires no pause in the last 250 ms, where elements stop by themselves', () => {
    const end: AdFact[] = [{ type: 'paused' }, { type: 'resumed' }, { type: 'ended' }];
    expect(told(['pause', 'resume', 'complete'], [...frames(0, 19_800), ...end])).toEqual(['complete']);
    expect(told(['pause'], [...frames(0, 19_700), ...end])).toEqual(['pause']);
  });
  it('takes the volume before the first frame as given', () => {
    expect(events(run([{ type: 'muted' }, frame(0), { type: 'muted' }, { type: 'unmuted' }]).slice(3))).toEqual([
      'unmute',
    ]);
  });
  it('fires clickTracking with each click', () => {
    const due = run([frame(0), { type: 'clicked' }, { type: 'clicked' }]).slice(3);
    expect(due.map(({ event, repeat }) => [event, repeat])).toEqual([
      ['clickTracking', 0],
      ['clickTracking', 1],
    ]);
  });
});

describe('stepAd: the ways to end', () => {
  const after: AdFact[] = [...frames(0, 20_000), { type: 'ended' }, { type: 'failed', vastError: 405 }];
  it.each<[string, AdFact[], string[], number | null]>([
    ['a skip fires skip', [frame(0), { type: 'skipped' }], ['skip'], null],
    ['a failure before the first frame fires error', [{ type: 'failed', vastError: 401 }], ['error'], 401],
    ['a failure in the ad fires error', [frame(0), { type: 'failed', vastError: 402 }], ['error'], 402],
    ['a cut before the first frame is error 206', [{ type: 'cut' }], ['error'], 206],
    ['a cut in the ad fires nothing', [frame(0), { type: 'cut' }], [], null],
    ['an ad fetched in vain fires notUsed', [{ type: 'not-used' }], ['notUsed'], null],
  ])('%s, and nothing after it', (_, facts, expected, code) => {
    const due = run([...facts, ...after]).filter(({ event }) => !/impression|creativeView|start/.test(event));
    expect(events(due)).toEqual(expected);
    expect(due.every(({ errorCode }) => errorCode === code)).toBe(true);
  });
  it('never says notUsed of an ad that was seen', () => {
    expect(events(run([frame(0), { type: 'not-used' }, ...frames(100, 5000)]))).toContain('firstQuartile');
  });
});

describe('stepAd: placeholders and bad numbers', () => {
  it('calls neither about:blank nor an empty URL (VAST 4.3 §3.4.4)', () => {
    const trackers = ['about:blank', '', ' \n'].map((url, index) => ({
      event: 'impression' as const,
      url,
      level: 0,
      index,
    }));
    expect(run([frame(0)], anAd({ trackers }))).toEqual([]);
  });
  it('hears nothing in a playhead that is not a number', () => {
    expect(run([frame(NaN)])).toEqual([]);
    expect(events(run([frame(0), frame(NaN), ...frames(100, 5000)])).slice(3)).toEqual(['firstQuartile']);
  });
});
