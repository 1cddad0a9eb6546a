import { replay } from '@cutaway/core';
import { hintSlotMs } from '@cutaway/model';
import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import {
  aHint,
  answer,
  AT_ONCE,
  bodyOf,
  decisionsOf,
  FORESEEN,
  kindsOf,
  planOf,
  setAhead,
  shownIn,
  START_MS,
  type AheadOptions,
} from './ahead-stage.js';

async function play(options: AheadOptions = {}) {
  const stage = setAhead(options);
  await stage.clock.advance(50_000);
  return stage;
}

describe('a break that is known ahead', () => {
  it('is asked for at the slot of its session, and plays without a request when it comes', async () => {
    const stage = await play();
    const [asked, ...others] = decisionsOf(stage);
    expect(others).toEqual([]);
    expect(asked?.of).toBe('ahead');
    const slotMs = hintSlotMs(aHint(), stage.session.id) - START_MS;
    expect(asked?.afterMs).toBeGreaterThanOrEqual(slotMs);
    expect(asked?.afterMs).toBeLessThan(slotMs + 500);
    expect(shownIn(stage)).toEqual(['content', 'one', 'two', 'content']);
    expect(stage.reports[0]).toMatchObject({ outcome: 'played', causes: [] });
    const beacons = stage.beacons();
    expect(new Set(beacons).size).toBe(beacons.length);
    stage.end();
  });

  it('sends its hint back as it came, with the length that was foreseen', async () => {
    const stage = await play();
    const request = stage.requests.filter((one) => one.request.method === 'POST')[0]?.request;
    expect(request && bodyOf(request)).toMatchObject({ hint: aHint(), breakId: 'plan-1', durationMs: 11_520 });
    stage.end();
  });

  it('replays from its trace to the same effects', async () => {
    const stage = await play();
    stage.end();
    const trace = stage.session.trace();
    expect(replay(trace)).toEqual(trace.entries.map(({ effects }) => effects));
  });

  it('is found by its time alone where it has no name', async () => {
    const stage = await play({ plan: () => planOf(aHint({ names: [], expectedStartMs: START_MS + 20_000 })) });
    expect(kindsOf(stage)).toEqual(['ahead']);
    stage.end();
  });

  it('is told of by an answer, too, and where to hear of more', async () => {
    const later = aHint({ planId: 'plan-2', names: ['break-1'], windowStartMs: START_MS + 20_000 });
    const hints = [{ ...later, expectedStartMs: START_MS + 38_400 }];
    const stage = await play({
      channel: { schedule: { atMs: [15_360, 38_400] } },
      decision: {},
      now: () => answer(AT_ONCE, { hints }),
    });
    expect(kindsOf(stage)).toEqual(['now', 'ahead']);
    expect(shownIn(stage).slice(0, 5)).toEqual(['content', 'three', 'four', 'content', 'one']);
    stage.end();
  });
});

const notUsed: readonly [string, AheadOptions, readonly string[]][] = [
  ['is cancelled', { plan: (ms) => (ms < 4500 ? planOf(aHint()) : planOf()) }, ['ahead', 'now']],
  ['is another than the one that comes', { plan: () => planOf(aHint({ names: ['another'] })) }, ['ahead', 'now']],
  [
    'has expired with its answer',
    { ahead: () => answer(FORESEEN, { expiresAtMs: START_MS + 8000 }) },
    ['ahead', 'now'],
  ],
  ['was answered with a 500', { ahead: () => ({ status: 500 }) }, ['ahead', 'now']],
  ['was answered with no ad', { ahead: () => answer([], { rung: 'empty' }) }, ['ahead', 'now']],
  ['was answered with what is no answer', { ahead: () => ({ text: '<html>' }) }, ['ahead', 'now']],
  ['is told of too late', { plan: () => planOf(aHint({ expectedStartMs: START_MS })) }, ['now']],
  ['is told of by a plan that cannot be read', { plan: () => ({ text: '[' }) }, ['now']],
];

describe('a break that', () => {
  it.each(notUsed)('%s is asked for when it comes', async (_, options, kinds) => {
    const stage = await play(options);
    expect(kindsOf(stage)).toEqual(kinds);
    expect(shownIn(stage)).toEqual(['content', 'three', 'four', 'content']);
    stage.end();
  });

  it('comes before its slot waits for it, so that those who did not ask yet do not ask all at once', async () => {
    const hint = aHint({ windowStartMs: START_MS + 9500, windowMs: 500 });
    const stage = await play({ plan: () => planOf(hint), channel: { announceLeadMs: 14_000 } });
    expect(kindsOf(stage)).toEqual(['ahead']);
    expect(decisionsOf(stage)[0]?.afterMs).toBeGreaterThanOrEqual(9500);
    expect(shownIn(stage)).toEqual(['content', 'one', 'two', 'content']);
    stage.end();
  });
});

describe('an answer for a break whose length was not the one foreseen', () => {
  const [one, two] = FORESEEN.map(({ adInstanceId }) => adInstanceId);
  const ladder = [
    { durationMs: 20_000, adInstanceIds: [one ?? '', two ?? '', 'three'] },
    { durationMs: 11_520, adInstanceIds: ['three', one ?? ''] },
  ];
  const longer = () => answer(FORESEEN, { ladder, alternates: [{ slot: 1, ad: anAd('three') }] });

  it('gives the largest rung of its ladder that fits', async () => {
    const stage = await play({ plan: () => planOf(aHint({ durationMs: 17_280 })), ahead: longer });
    expect(kindsOf(stage)).toEqual(['ahead']);
    expect(shownIn(stage)).toEqual(['content', 'three', 'one', 'content']);
    stage.end();
  });

  it('is not used where none fits', async () => {
    const stage = await play({ plan: () => planOf(aHint({ durationMs: 30_000 })) });
    expect(kindsOf(stage)).toEqual(['ahead', 'now']);
    stage.end();
  });
});

describe('the plan', () => {
  const polls = (stage: Awaited<ReturnType<typeof play>>) =>
    stage.requests.filter(({ request }) => request.url.startsWith('https://plan.'));

  it('is asked for as often as it says, each time a little beside that', async () => {
    const times = polls(await play()).map(({ atMs }) => atMs);
    expect(times.length).toBeGreaterThanOrEqual(7);
    expect(times.length).toBeLessThanOrEqual(13);
    const gaps = times.slice(1).map((atMs, n) => atMs - (times[n] ?? 0));
    expect(new Set(gaps).size).toBeGreaterThan(2);
  });

  it('is asked for less and less often while its service is down, and the break asks for itself', async () => {
    const stage = await play({ plan: () => ({ status: 503 }) });
    expect(polls(stage).length).toBeLessThanOrEqual(3);
    expect(shownIn(stage)).toEqual(['content', 'three', 'four', 'content']);
  });

  it('is not asked for twice at once', async () => {
    const stage = await play({ plan: () => ({ delayMs: 4900, text: '{"hints":[],"refreshMs":1000}' }) });
    const times = polls(stage).map(({ atMs }) => atMs);
    times.slice(1).forEach((atMs, n) => expect(atMs - (times[n] ?? 0)).toBeGreaterThan(4900));
  });
});
