import { describe, expect, it } from 'vitest';
import type { BreakKind, Signal } from '@cutaway/model';
import { initialBreaks } from './breaks-state.js';
import { sayNotice } from './scenario.builder.js';
import { stepBreaks } from './step-breaks.js';

const base = { carrier: 'daterange', evidence: '' } as const;

function aStart(key: string, startsAt: number, kind: BreakKind = 'linear'): Signal {
  const planned = { plannedMs: 30_000, autoReturn: true, upids: [], segmentationTypeId: null };
  return { ...base, type: 'break-start', key, kind, startsAt, ...planned };
}

/** What is told, refresh by refresh. */
function hear(...refreshes: Signal[][]): string[][] {
  let state = initialBreaks();
  return refreshes.map((signals) => {
    const step = stepBreaks(state, { type: 'signals', signals, edge: 90_000 });
    state = step.state;
    return step.notices.map((notice) => sayNotice(notice).split(' ').slice(0, 2).join(' '));
  });
}

describe('a cancel of an ID that is used again', () => {
  const twice = [aStart('7b', 100_000), aStart('7b', 200_000)];
  const cancel: Signal = { ...base, type: 'break-cancel', key: '7b' };

  it('takes back the newest live break only', () => {
    expect(hear(twice, [...twice, cancel])[1]).toEqual(['cancelled 7b#2']);
  });
  it('takes back no earlier one when it is repeated', () => {
    expect(hear(twice, [...twice, cancel], [...twice, cancel], [cancel]).slice(2)).toEqual([[], []]);
  });
});

describe('an end of the same segmentation event', () => {
  const event = {
    command: 'segmentation',
    eventId: 7,
    num: 0,
    expected: 0,
    subNum: 0,
    subExpected: 0,
    ptsMs: null,
  } as const;
  const end: Signal = { ...base, type: 'break-end', key: 'other', carrier: 'emsg', endsAt: 110_000, event };

  it('ends it where it tells no type', () => {
    const start = { ...aStart('7b', 100_000), event, segmentationTypeId: 0x34 } as Signal;
    expect(hear([start], [end])[1]).toEqual(['ended 7b']);
  });
  it('ends it where its start told none', () => {
    const start = { ...aStart('7b', 100_000), event } as Signal;
    expect(hear([start], [{ ...end, segmentationTypeId: 0x35 }])[1]).toEqual(['ended 7b']);
  });
});

describe('an end or a cancel that tells its kind', () => {
  const starts = [aStart('linear', 100_000), aStart('overlay', 100_000, 'overlay')];
  const end = (key: string, kind: BreakKind): Signal => ({ ...base, type: 'break-end', key, endsAt: 110_000, kind });

  it('closes a break of its kind', () => {
    expect(hear(starts, [end('overlay', 'overlay')])[1]).toEqual(['ended overlay']);
  });
  it('closes none of the other kind, by its key or by its place', () => {
    expect(hear(starts, [end('linear', 'overlay')], [end('unheard', 'overlay')]).slice(1)).toEqual([[], []]);
    expect(hear(starts, [end('unheard', 'linear')])[1]).toEqual(['ended linear']);
  });
  it('takes back no spot of the other kind', () => {
    const spot: Signal = { ...aStart('spot', 110_000), ...{ type: 'break-start', plannedMs: 10_000 } } as Signal;
    const around = [aStart('linear', 100_000), spot];
    expect(hear(around, [{ ...base, type: 'break-cancel', key: 'spot', kind: 'overlay' }])[1]).toEqual([]);
    expect(hear(around, [{ ...base, type: 'break-cancel', key: 'spot' }])[1]).toEqual(['updated linear']);
  });
  it('takes back none of the other kind', () => {
    expect(hear(starts, [{ ...base, type: 'break-cancel', key: 'linear', kind: 'overlay' }])[1]).toEqual([]);
  });
});
