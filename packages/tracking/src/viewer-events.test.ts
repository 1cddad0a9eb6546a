import type { TrackingEvent } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { anAd, trackersFor } from '../test-data/an-ad.js';
import { events, frame, frames, run, told } from '../test-data/run-ad.js';
import type { AdFact } from './ad-fact.js';

const twice = (fact: AdFact): AdFact[] => [fact, fact];

describe('what the viewer does to a linear ad (VAST 4.3 §3.14)', () => {
  it.each<[string, AdFact[], TrackingEvent[], TrackingEvent[]]>([
    [
      'a change to full screen goes under both its names',
      [{ type: 'fullscreen-entered' }, { type: 'fullscreen-entered' }, { type: 'fullscreen-left' }],
      ['fullscreen', 'playerExpand', 'exitFullscreen', 'playerCollapse'],
      ['fullscreen', 'playerExpand', 'exitFullscreen', 'playerCollapse'],
    ],
    [
      'a larger creative goes under both its names, once',
      [...twice({ type: 'expanded' }), ...twice({ type: 'collapsed' })],
      ['expand', 'adExpand', 'collapse', 'adCollapse'],
      ['expand', 'adExpand', 'collapse', 'adCollapse'],
    ],
    ['going back is told each time', twice({ type: 'rewound' }), ['rewind'], ['rewind', 'rewind']],
    [
      'a custom click is told each time',
      twice({ type: 'custom-clicked' }),
      ['customClick'],
      ['customClick', 'customClick'],
    ],
    ['any other interaction once', twice({ type: 'interacted' }), ['otherAdInteraction'], ['otherAdInteraction']],
    ['interactive code once', twice({ type: 'interactive-started' }), ['interactiveStart'], ['interactiveStart']],
    [
      'an invitation under the name for linear ads',
      twice({ type: 'invitation-accepted' }),
      ['acceptInvitation', 'acceptInvitationLinear'],
      ['acceptInvitationLinear'],
    ],
    [
      'or under the other where there is only that',
      twice({ type: 'invitation-accepted' }),
      ['acceptInvitation'],
      ['acceptInvitation'],
    ],
    ['a dismissal is closeLinear', twice({ type: 'closed' }), ['close', 'closeLinear', 'skip'], ['closeLinear']],
    ['or close where there is only that', twice({ type: 'closed' }), ['close'], ['close']],
    [
      'an end-card is dismissed after the end',
      [{ type: 'ended' }, ...twice({ type: 'closed' })],
      ['closeLinear'],
      ['closeLinear'],
    ],
  ])('%s', (_, facts, wanted, expected) => {
    expect(told(wanted, [frame(0), ...facts])).toEqual(expected);
    expect(told(wanted, facts)).toEqual([]);
  });
  it('falls back to the other name level by level', () => {
    const trackers = [...trackersFor(['closeLinear', 'close']), ...trackersFor(['close'], { level: 1 })];
    const due = run([frame(0), { type: 'closed' }], anAd({ trackers }));
    expect(due.map(({ event, level }) => [event, level])).toEqual([
      ['closeLinear', 0],
      ['close', 1],
    ]);
  });
  it('hears no rewind in a playhead that jitters', () => {
    expect(told(['rewind'], [...frames(0, 3000), frame(2990), frame(2000), ...frames(2100, 4000)])).toEqual([]);
  });
  it('takes a screen that was full before the ad as given', () => {
    const facts: AdFact[] = [{ type: 'fullscreen-entered' }, frame(0), { type: 'fullscreen-left' }];
    expect(told(['fullscreen', 'exitFullscreen'], facts)).toEqual(['exitFullscreen']);
  });
  it.each<[string, AdFact]>([
    ['ends', { type: 'ended' }],
    ['is skipped', { type: 'skipped' }],
    ['is cut', { type: 'cut' }],
    ['fails', { type: 'failed', vastError: 405 }],
  ])('tells the time spent viewing when the ad %s', (_, end) => {
    const due = run([...frames(0, 7000), end, end], anAd({ trackers: trackersFor(['timeSpentViewing']) }));
    expect(due.map(({ event, adMs }) => [event, adMs])).toEqual([['timeSpentViewing', 7000]]);
  });
});

describe('non-linear images (VAST 4.3 §3.12, §3.14)', () => {
  const close = (byViewer: boolean): AdFact => ({ type: 'overlay-closed', byViewer, shownMs: 4200 });
  it('fire impression and creativeView when visible, close when the viewer closes them', () => {
    const due = run([{ type: 'overlay-shown' }, { type: 'clicked' }, close(true)]);
    expect(events(due)).toEqual(['impression', 'creativeView', 'clickTracking', 'close']);
    expect(due.every(({ adMs }) => adMs === null)).toBe(true);
  });
  it('fire no close when their time is over', () => {
    expect(events(run([{ type: 'overlay-shown' }, close(false)]))).toEqual(['impression', 'creativeView']);
  });
  it('fall back to closeLinear where there is no close', () => {
    expect(told(['closeLinear'], [{ type: 'overlay-shown' }, close(true)])).toEqual(['closeLinear']);
  });
  it('say how long they were shown at first: until they are closed, or made small', () => {
    const ad = anAd({ trackers: trackersFor(['overlayViewDuration', 'minimize', 'expand']) });
    const shown = run([{ type: 'overlay-shown' }, close(false)], ad);
    expect(shown.map(({ event, adMs }) => [event, adMs])).toEqual([['overlayViewDuration', 4200]]);
    const small: AdFact[] = [...twice({ type: 'overlay-minimized', shownMs: 900 }), { type: 'expanded' }, close(true)];
    expect(run([{ type: 'overlay-shown' }, ...small], ad).map(({ event, adMs }) => [event, adMs])).toEqual([
      ['minimize', null],
      ['overlayViewDuration', 900],
      ['expand', null],
    ]);
  });
});
