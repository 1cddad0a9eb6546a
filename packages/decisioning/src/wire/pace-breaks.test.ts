import { describe, expect, it } from 'vitest';
import { aMinute, NOON_MS } from '../live/a-plan.builder.js';
import { openLiveRoom } from '../live/live-room.js';
import type { PlannedBreak, SeenBreak } from '../pacing/forecast.js';
import { createPaceBreaks, type PaceBreaks } from './pace-breaks.js';

/** A live room of real plans, and what pacing is told of them. */
async function aRoom() {
  const clock = { nowMs: NOON_MS };
  const told: { plans: readonly PlannedBreak[]; seen: SeenBreak[]; times: number } = { plans: [], seen: [], times: 0 };
  const nowMs = () => clock.nowMs;
  let ids = 0;
  const live = await openLiveRoom({
    ...{ secret: 'secret', nowMs, newId: () => `p${(ids += 1)}` },
    onMoved: (move) => paceBreaks.planMoved(move),
  });
  const paceBreaks: PaceBreaks = createPaceBreaks({
    ...{ live, nowMs },
    pacing: {
      replan: (plans) => void ((told.plans = plans), (told.times += 1)),
      observe: (seen) => void told.seen.push(seen),
    },
  });
  const turnTo = (minutes: number): void => {
    clock.nowMs = NOON_MS + minutes * aMinute;
    live.advance();
    paceBreaks.look();
  };
  const plan = async (channel: string, minutes: number, source: 'schedule' | 'early-notification' = 'schedule') => {
    const expectedStartMs = NOON_MS + minutes * aMinute;
    const [made] = await live.announce(channel, [{ source, names: [], expectedStartMs, durationMs: 2 * aMinute }]);
    paceBreaks.look();
    return made?.id ?? '';
  };
  const watch = async (channel: string, count: number) => {
    await live.count(channel, { region: 'eu', kind: 'ctv', count });
    paceBreaks.look();
  };
  const forecast = (channel: string, count: number) => live.forecast({ channel, regions: [{ region: 'eu', count }] });
  const starts = (channel: string, minutes: number) =>
    live.hear(channel, {
      ...{ type: 'break-start', key: '7', carrier: 'ts', evidence: '', kind: 'linear', upids: [] },
      ...{ startsAt: NOON_MS + minutes * aMinute, plannedMs: 2 * aMinute, autoReturn: true, segmentationTypeId: null },
    });
  return { live, told, turnTo, plan, watch, forecast, starts, paceBreaks };
}
const brief = (plans: readonly PlannedBreak[]) =>
  plans.map(({ channel, atMs, viewers }) => [channel, (atMs - NOON_MS) / aMinute, viewers]);

describe('createPaceBreaks', () => {
  it('tells the breaks that are planned, with as many viewers as are forecast', async () => {
    const { told, plan, forecast } = await aRoom();
    await forecast('one', 1_000);
    await plan('one', 20);
    await plan('one', 40);
    expect(brief(told.plans)).toEqual([
      ['one', 20, 1_000],
      ['one', 40, 1_000],
    ]);
  });

  it('counts on whoever watches where nothing is forecast, and says nothing of breaks nobody knows the viewers of', async () => {
    const { told, plan, watch } = await aRoom();
    await plan('one', 20);
    await plan('two', 20);
    expect(told.plans).toEqual([]);
    await watch('one', 300);
    expect(brief(told.plans)).toEqual([['one', 20, 300]]);
  });

  it('tells of concurrency that is a tenth off, and not of less', async () => {
    const { told, plan, watch } = await aRoom();
    await watch('one', 1_000);
    await plan('one', 20);
    const { times } = told;
    await watch('one', 1_050);
    expect([told.times, brief(told.plans)]).toEqual([times, [['one', 20, 1_000]]]);
    await watch('one', 1_200);
    expect(brief(told.plans)).toEqual([['one', 20, 1_200]]);
  });

  it('counts on whoever watches for a break that is near, beside what was forecast', async () => {
    const { told, plan, watch, forecast } = await aRoom();
    await forecast('one', 1_000);
    await plan('one', 5);
    await plan('one', 25);
    await watch('one', 600);
    expect(told.plans).toMatchObject([{ viewers: 1_000, watching: 600 }, { viewers: 1_000 }]);
    expect(told.plans[1]).not.toHaveProperty('watching');
  });

  it('foresees what a rule will plan', async () => {
    const { live, told, turnTo, forecast } = await aRoom();
    await forecast('one', 1_000);
    await live.recur({
      ...{ id: 'r', channel: 'one', fromMs: NOON_MS, untilMs: NOON_MS + 60 * aMinute, gapMs: 15 * aMinute },
      ...{ durationMs: 2 * aMinute, delayAfterEndMs: 0 },
    });
    turnTo(0);
    expect(brief(told.plans).map(([, minutes]) => minutes)).toEqual([15, 32, 49]);
  });

  it('leaves out a break that is called off, and follows one that moves', async () => {
    const { live, told, turnTo, plan, forecast } = await aRoom();
    await forecast('one', 1_000);
    const [first, second] = [await plan('one', 20), await plan('one', 40)];
    await live.cancel('one', first);
    await live.change('one', second, { expectedStartMs: NOON_MS + 45 * aMinute });
    turnTo(1);
    expect(brief(told.plans)).toEqual([['one', 45, 1_000]]);
    expect(told.seen).toEqual([]); // nobody has seen what was called off
  });

  it('says of a break that is over how many saw it: the most that watched when it began or ended', async () => {
    const { told, turnTo, plan, watch, forecast, starts } = await aRoom();
    await forecast('one', 1_000);
    const id = await plan('one', 20);
    turnTo(20);
    await watch('one', 900);
    await starts('one', 20);
    turnTo(21);
    await watch('one', 400);
    turnTo(22);
    expect(told.seen).toMatchObject([{ breakId: id, viewers: 900, isOver: true, at: { channel: 'one' } }]);
    expect(told.plans).toEqual([]);
  });

  it('takes it as foreseen where nobody counted, and a break that never began as none', async () => {
    const { told, turnTo, plan, forecast, starts } = await aRoom();
    await forecast('one', 1_000);
    const id = await plan('one', 20);
    turnTo(20);
    await starts('one', 20);
    turnTo(23);
    expect(told.seen).toMatchObject([{ breakId: id, viewers: 1_000 }]);
    await plan('one', 40);
    turnTo(60);
    expect(told.seen).toHaveLength(1);
    expect(told.plans).toEqual([]);
  });

  it('takes a break whose stream nobody hears for seen where something was shown in it', async () => {
    const { told, turnTo, plan, forecast, paceBreaks } = await aRoom();
    await forecast('one', 1_000);
    const ids = [await plan('one', 20), await plan('one', 40), await plan('one', 60)];
    const shown = (minutes: number, breakId: string) =>
      paceBreaks.shown({ eventId: 'one', breakId, atMs: NOON_MS + minutes * aMinute });
    shown(10, 'before'); // of the programme before
    turnTo(20.1);
    shown(20.1, 'as the player names it');
    turnTo(23);
    expect(told.seen).toMatchObject([{ breakId: ids[0], viewers: 1_000 }]);
    shown(46, ids[1] ?? ''); // it came late, and its pods were fetched ahead
    turnTo(47);
    expect(told.seen.at(-1)).toMatchObject({ breakId: ids[1] });
    turnTo(90);
    expect(new Set(told.seen.map(({ breakId }) => breakId))).toEqual(new Set(ids.slice(0, 2)));
  });

  it('knows of a schedule that it is whole, also when the stream says one of its breaks too', async () => {
    const { told, turnTo, plan, watch, starts } = await aRoom();
    await watch('one', 100);
    await plan('one', 20);
    await plan('one', 40, 'early-notification');
    const hours = 60 * aMinute;
    expect(told.plans.map(({ tailMs = 0 }) => tailMs / hours)).toEqual([6, 1]);
    turnTo(20);
    await watch('one', 100);
    await starts('one', 20);
    turnTo(20.5);
    expect(told.plans[0]).toMatchObject({ tailMs: 6 * hours });
  });
});
