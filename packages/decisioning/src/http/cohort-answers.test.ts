import { DECISION_PROTOCOL, type DecisionReply, type DecisionRequest, type Signal } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { aMinute, aNotice, NOON_MS, RULES } from '../live/a-plan.builder.js';
import { openLiveRoom } from '../live/live-room.js';
import { createCohortAnswers } from './cohort-answers.js';

const URL = '/v1/cohort/decision?breakId=p1&channel=one';
const QUERY = { breakId: 'p1', channel: 'one' };
const BASE = 'https://ads.example';
const event = {
  command: 'splice-insert',
  eventId: 7,
  num: 0,
  expected: 0,
  subNum: 0,
  subExpected: 0,
  ptsMs: 0,
} as const;
const onAir: Signal = {
  event,
  ...{ type: 'break-start', key: '7', carrier: 'ts', evidence: '', kind: 'linear', autoReturn: true, upids: [] },
  ...{ startsAt: NOON_MS + 10 * aMinute, plannedMs: 120_000, segmentationTypeId: null },
};

/** Answers over a channel with a break planned for 12:10, the only one it has, and what was asked for them. */
async function set() {
  const clock = { nowMs: NOON_MS };
  const live = await openLiveRoom({ secret: 'secret', rules: RULES, nowMs: () => clock.nowMs, newId: () => 'p1' });
  await live.announce('one', [aNotice({ names: ['7'], limits: { maxAds: 1 }, targeting: { match: ['final'] } })]);
  const asked: DecisionRequest[] = [];
  const answers = createCohortAnswers({
    live,
    shared: {
      async decide(request) {
        asked.push(request);
        const pod = { id: 'p', breakId: 'p1', beaconedBy: 'client' as const, ads: [] };
        const reply: DecisionReply = { protocol: DECISION_PROTOCOL, pod, stitched: null, errorUrls: [], rung: 'empty' };
        return { reply, cacheControl: 'no-store', cohortKey: null };
      },
    },
  });
  const ask = async () => {
    await (answers.askAgain(URL, BASE) ?? answers.ask('decision', URL, QUERY, BASE));
    return asked.at(-1);
  };
  const turnTo = (minutes: number) => void (clock.nowMs = NOON_MS + minutes * aMinute);
  return { live, answers, ask, turnTo };
}

describe('what is asked for all of a cohort', () => {
  it('is what the plan of its break wants, fetched ahead', async () => {
    const { ask, live } = await set();
    expect(await ask()).toMatchObject({
      ...{ durationMs: 120_000, pod: { maxAds: 1 }, viewing: { custom: { match: ['final'] } } },
      hint: live.hints('one')[0],
    });
  });

  it('is the plan’s still when the break is on air, and then for now', async () => {
    const { ask, live, turnTo } = await set();
    await ask();
    turnTo(10.1);
    await live.hear('one', onAir);
    expect(live.plan('one', 'p1')?.state.phase).toBe('on-air');
    const asked = await ask();
    expect(asked).toMatchObject({ pod: { maxAds: 1 }, viewing: { custom: { match: ['final'] } } });
    expect(asked).not.toHaveProperty('hint');
  });

  it('is another as soon as the plan is', async () => {
    const { ask, live } = await set();
    await ask();
    await live.change('one', 'p1', { limits: { maxAds: 3 } });
    expect(await ask()).toMatchObject({ pod: { maxAds: 3 } });
    await live.cancel('one', 'p1');
    expect((await ask())?.pod).toEqual({});
  });

  it('is read once, for as long as nothing changes', async () => {
    const { answers, ask } = await set();
    expect(answers.askAgain(URL, BASE)).toBeNull();
    const first = await ask();
    expect(await ask()).toBe(first);
  });
});
