import { replay } from '@cutaway/core';
import { vastReader } from '@cutaway/core/vast';
import { anAd, aReply, createFakeStorage } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import {
  aHint,
  answer,
  AT_ONCE,
  kindsOf,
  PLAN_URL,
  planOf,
  setAhead,
  shownIn,
  type AheadOptions,
} from './ahead-stage.js';

const url = 'https://service.example/decision';
const { pod } = aReply([anAd('one')]);
const channel = { podMs: 23_040 };

async function play(options: AheadOptions) {
  const stage = setAhead({ channel, decision: { url }, ...options });
  await stage.clock.advance(60_000);
  stage.end();
  await stage.clock.advance(40_000);
  expect(stage.clock.pending()).toBe(0);
  expect(stage.reports).toHaveLength(1);
  return stage;
}
const slow = (delayMs: number) => () => ({ ...answer(AT_ONCE), delayMs });

describe.each(['stitch', 'secondElement'] as const)('an answer that is over its budget, with %s', (strategy) => {
  it('and there before its break is over plays what still fits', async () => {
    const stage = await play({ session: { strategy }, now: slow(14_000) });
    const shown = stage.shown();
    expect(shown.map(({ what }) => what)).toEqual(['content', 'three', 'four', 'content']);
    expect(stage.player.faults).toEqual([]);
    expect(stage.reports[0]?.causes).toEqual([]);
    expect((stage.reports[0]?.answeredAtMs ?? 0) - (stage.reports[0]?.askedAtMs ?? 0)).toBeGreaterThan(13_000);
  });

  it('is dropped where the application wants that', async () => {
    const stage = await play({ session: { strategy }, decision: { url, late: 'drop' }, now: slow(14_000) });
    expect(shownIn(stage)).toEqual(['content']);
    expect(stage.reports[0]).toMatchObject({ outcome: 'lost', causes: [{ name: 'DECISION_TIMEOUT' }] });
  });

  it('and not there when its break is over was a timeout', async () => {
    const stage = await play({ session: { strategy }, now: slow(45_000) });
    expect(shownIn(stage)).toEqual(['content']);
    expect(stage.reports[0]).toMatchObject({ outcome: 'lost', causes: [{ name: 'DECISION_TIMEOUT' }] });
    expect(stage.beacons()).toEqual([]);
  });
});

describe('where no answer comes', () => {
  it.each<[string, AheadOptions['now']]>([
    ['is late', slow(45_000)],
    ['is a 500', () => ({ status: 500 })],
    ['cannot be read', () => ({ text: '<html>' })],
  ])('the pod of the application plays before content: it %s', async (_, now) => {
    const stage = await play({ decision: { url, contingency: pod }, ...(now && { now }) });
    expect(shownIn(stage)).toEqual(['content', 'one', 'content']);
    expect(stage.reports[0]?.ads[0]).toMatchObject({
      adInstanceId: expect.stringMatching(/^s\w+-break-0\/one$/),
      outcome: 'played',
    });
    expect(stage.reports[0]?.outcome).toBe('partial');
    const trace = stage.session.trace();
    expect(replay(trace)).toEqual(trace.entries.map(({ effects }) => effects));
  });

  it.each([
    ['VAST', '<html><body>Bad gateway'],
    ['VMAP', '<VMAP version="1.0"><AdBreak'],
  ])(
    'the pod of the application plays before content: a tag was to answer %s, and it cannot be read',
    async (_, text) => {
      const stage = await play({ decision: { url, reader: vastReader, contingency: pod }, now: () => ({ text }) });
      expect(shownIn(stage)).toEqual(['content', 'one', 'content']);
      expect(stage.reports[0]?.outcome).toBe('partial');
    },
  );

  it('the same pod of the application is told of again in the next session of the device', async () => {
    const storage = createFakeStorage();
    const options = { storage, decision: { url, contingency: pod }, now: () => ({ status: 500 }) };
    const first = await play(options);
    const again = await play({ ...options, seed: 9, startMs: first.clock.port.nowMs() + 60_000 });
    expect(again.beacons()).toEqual(first.beacons());
  });

  it('an empty answer is one, and content goes on', async () => {
    const stage = await play({ decision: { url, contingency: pod }, now: () => answer([]) });
    expect(shownIn(stage)).toEqual(['content']);
  });

  it('the last stopgap that the service gave ahead plays, once', async () => {
    const stage = await play({
      decision: { url, planUrl: PLAN_URL, contingency: pod },
      plan: () => planOf(aHint({ durationMs: 23_040 })),
      ahead: () => answer([anAd('two')], { rung: 'contingency', reason: 'deadline' }),
      now: () => ({ status: 503 }),
    });
    expect(kindsOf(stage)).toEqual(['ahead', 'now']);
    expect(shownIn(stage)).toEqual(['content', 'two', 'content']);
  });
});
