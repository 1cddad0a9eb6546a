import { randomUUID } from 'node:crypto';
import type { Signal } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { aMinute, aNotice, NOON_MS, RULES } from './a-plan.builder.js';
import { openLiveRoom, type LiveOptions } from './live-room.js';
import type { PlanMove } from './plan-book.js';
import { createMemoryPlanStore, type PlanStore } from './plan-store.js';

/** A room with a clock that is turned by hand. */
async function aRoom(options: Partial<LiveOptions> = {}) {
  let ids = 0;
  const clock = { nowMs: NOON_MS };
  const moves: PlanMove[] = [];
  const room = await openLiveRoom({
    secret: 'secret',
    rules: RULES,
    nowMs: () => clock.nowMs,
    newId: () => `p${(ids += 1)}`,
    onMoved: (move) => moves.push(move),
    ...options,
  });
  const turnTo = (minutes: number): void => {
    clock.nowMs = NOON_MS + minutes * aMinute;
    room.advance();
  };
  return { room, turnTo, moves };
}

const base = { key: 'insert:7', carrier: 'ts', evidence: '' } as const;
const event = {
  command: 'splice-insert',
  eventId: 7,
  num: 0,
  expected: 0,
  subNum: 0,
  subExpected: 0,
  ptsMs: 0,
} as const;
const aStart = (minutes: number, parts: object = {}): Signal => ({
  ...{ type: 'break-start', ...base, kind: 'linear', startsAt: NOON_MS + minutes * aMinute, plannedMs: 60_000 },
  ...{ autoReturn: true, upids: [], segmentationTypeId: null, event },
  ...parts,
});

/** A minute each quarter of an hour. */
const ALL_DAY = {
  ...{ id: 'r', channel: 'one', fromMs: NOON_MS, untilMs: NOON_MS + 24 * 60 * aMinute },
  ...{ gapMs: 15 * aMinute, durationMs: aMinute, delayAfterEndMs: 0 },
};

describe('a live room', () => {
  it('sizes the window from who watches, when the plan is made and while it is still planned', async () => {
    const { room } = await aRoom();
    await room.count('one', { region: 'eu', kind: 'live', count: 4000 });
    const [plan] = await room.announce('one', [aNotice()]);
    expect(plan?.window).toMatchObject({ lengthMs: 50_000, viewers: 4000 });
    await room.count('one', { region: 'us', kind: 'live', count: 4000 });
    expect(room.list('one')[0]?.window).toMatchObject({ lengthMs: 100_000, viewers: 8000 });
    expect(room.viewers('one').now).toBe(8000);
  });

  it('sizes the window of a break that was too near for one, and is told anew for later', async () => {
    const { room } = await aRoom();
    await room.forecast({ channel: 'one', regions: [{ region: 'eu', count: 4000 }] });
    const [near] = await room.announce('one', [aNotice({ expectedStartMs: NOON_MS + 15_000 })]);
    expect(near?.window).toBeNull();
    const [later] = await room.announce('one', [aNotice()]);
    expect(later?.window).toMatchObject({ lengthMs: 50_000, viewers: 4000 });
  });

  it('merges what the schedule, a notification and the stream say of one break', async () => {
    const { room } = await aRoom();
    await room.announce('one', [aNotice({ source: 'schedule', names: ['slot-3'] })]);
    await room.announce('one', [aNotice({ names: ['7'], expectedStartMs: NOON_MS + 10.5 * aMinute })]);
    await room.hear('one', aStart(11));
    expect(room.list('one')).toHaveLength(1);
    expect(room.list('one')[0]).toMatchObject({
      ...{ source: 'scte35', names: ['slot-3', '7', 'insert:7'], durationMs: 60_000 },
      expectedStartMs: NOON_MS + 11 * aMinute,
    });
  });

  it('keeps channels apart', async () => {
    const { room } = await aRoom();
    await room.announce('one', [aNotice()]);
    await room.announce('two', [aNotice()]);
    expect(room.list('one')).toHaveLength(1);
    expect(await room.cancel('two', 'p1')).toBeNull();
    expect([room.plan('two', 'p1'), room.plan('one', 'p1')?.channel]).toEqual([null, 'one']);
    expect(room.hints('one')).toHaveLength(1);
  });

  it('is on air when the signal’s time has come, though it came ahead and once', async () => {
    const { room, turnTo } = await aRoom();
    await room.announce('one', [aNotice()]);
    turnTo(9.9);
    await room.hear('one', aStart(10));
    expect(room.list('one')[0]?.state.phase).toBe('armed');
    turnTo(10.1);
    expect(room.list('one')[0]?.state).toEqual({ phase: 'on-air', startedMs: NOON_MS + 10 * aMinute });
    turnTo(10.5);
    await room.hear('one', { type: 'break-end', ...base, event, endsAt: NOON_MS + 10.5 * aMinute });
    expect(room.list('one')[0]?.state.phase).toBe('over');
  });

  it('takes a break that nobody announced as on air at once: players ask just in time', async () => {
    const { room } = await aRoom();
    await room.hear('one', aStart(0));
    expect(room.list('one')[0]).toMatchObject({ window: null, state: { phase: 'on-air' } });
    expect(room.hints('one')).toEqual([]);
  });

  it('hears a signal that is said again as the same break, while it is on air and after', async () => {
    const { room, turnTo, moves } = await aRoom();
    for (const minutes of [0.1, 0.2, 0.9, 1.5, 3]) {
      turnTo(minutes);
      await room.hear('one', aStart(0.1));
    }
    expect(moves.map(({ plan }) => `${plan.id} ${plan.state.phase}`)).toEqual(['p1 on-air', 'p1 over']);
  });

  it('knows a break on air by every signal that opens it: its template by each name, its end by any', async () => {
    const { room, turnTo } = await aRoom();
    const [plan] = await room.announce('one', [aNotice({ limits: { maxAds: 2 } })]);
    turnTo(10);
    await room.hear('one', aStart(10));
    await room.hear('one', aStart(10, { key: 'segmentation:9', event: { ...event, eventId: 9 } }));
    expect(room.planFor('one', ['segmentation:9'])).toMatchObject({ id: plan?.id, limits: { maxAds: 2 } });
    const end = { type: 'break-end', ...base, key: 'segmentation:9', endsAt: NOON_MS + 10.5 * aMinute } as const;
    await room.hear('one', { ...end, event: { ...event, eventId: 9 } });
    expect(room.list('one')[0]?.state).toMatchObject({ phase: 'over', endedMs: NOON_MS + 10.5 * aMinute });
  });

  it('makes no plan of a break that was over before it was heard of', async () => {
    const { room } = await aRoom();
    await room.hear('one', aStart(-1));
    expect(room.list('one')).toEqual([]);
  });

  it('cancels by a signal, and hints vanish', async () => {
    const { room } = await aRoom();
    await room.hear('one', aStart(10));
    const [hint] = room.hints('one');
    await room.hear('one', { type: 'break-cancel', ...base, event });
    expect(room.hints('one')).toEqual([]);
    expect(hint && room.judge(hint, 's').verdict).toBe('cancelled');
  });

  it('hears nothing in overlays and borders of programmes', async () => {
    const { room } = await aRoom();
    await room.hear('one', aStart(10, { kind: 'overlay' }));
    await room.hear('one', { type: 'boundary', ...base, at: NOON_MS, segmentationTypeId: 0x10 });
    expect(room.list('one')).toEqual([]);
  });

  it('judges a hint that comes back: early, good, forged, expired', async () => {
    const { room, turnTo } = await aRoom();
    await room.announce('one', [aNotice()]);
    const [hint] = room.hints('one');
    if (hint === undefined) throw new Error('Cannot judge a hint: none is there, expected one');
    expect(room.judge(hint, 's')).toMatchObject({ verdict: 'early', plan: { id: 'p1' } });
    turnTo(9.9);
    expect(room.judge(hint, 's')).toMatchObject({ verdict: 'good', plan: { id: 'p1' } });
    expect(room.judge({ ...hint, windowStartMs: 0 }, 's').verdict).toBe('forged');
    turnTo(20);
    expect(room.judge(hint, 's').verdict).toBe('expired');
    const other = await aRoom({ secret: 'new', earlierSecrets: ['secret'] });
    other.turnTo(9.9);
    expect(other.room.judge(hint, 's').verdict).toBe('good'); // given out before the key was changed
  });

  it('believes a hint of another node, whose plan it does not know', async () => {
    const other = await aRoom();
    await other.room.announce('one', [aNotice()]);
    const [hint] = other.room.hints('one');
    const { room, turnTo } = await aRoom();
    turnTo(9.9);
    expect(hint && room.judge(hint, 's')).toEqual({ verdict: 'good', plan: null });
  });

  it('plans every break of a rule’s hours, each when the one before is over', async () => {
    const { room, turnTo } = await aRoom();
    const hours = { fromMs: NOON_MS, untilMs: NOON_MS + 40 * aMinute };
    const lengths = { gapMs: 15 * aMinute, durationMs: aMinute, delayAfterEndMs: 30_000 };
    await room.recur({ id: 'r', channel: 'one', ...hours, ...lengths });
    expect(room.list('one').map((plan) => plan.expectedStartMs)).toEqual([NOON_MS + 15 * aMinute]);
    turnTo(16);
    await room.hear('one', aStart(16));
    turnTo(17);
    const [, next] = room.list('one');
    expect(next).toMatchObject({ source: 'recurring', expectedStartMs: NOON_MS + 32 * aMinute });
    expect(next?.earliestMs).toBe(NOON_MS + 17.5 * aMinute);
    turnTo(42.1); // never came: its pods have expired, and the rule's hours are over
    expect(room.list('one').filter(({ state }) => state.phase !== 'over')).toEqual([]);
    expect(await room.endRecurring('one', 'r')).toBe(true);
    expect(await room.endRecurring('one', 'r')).toBe(false);
  });

  it('keeps a rule when one of its breaks is called off: that one is left out, the next is due a gap behind it', async () => {
    const { room, turnTo } = await aRoom();
    await room.recur(ALL_DAY);
    turnTo(10);
    await room.cancel('one', 'p1');
    const [calledOff, next] = room.list('one');
    expect(calledOff).toMatchObject({ id: 'p1', state: { phase: 'cancelled' } });
    expect(next).toMatchObject({ source: 'recurring', expectedStartMs: NOON_MS + 31 * aMinute });
    turnTo(32); // it came; the rule goes on from where it ended
    await room.hear('one', aStart(32));
    turnTo(33);
    expect(room.list('one').at(-1)).toMatchObject({
      expectedStartMs: NOON_MS + 48 * aMinute,
      state: { phase: 'planned' },
    });
  });

  it('goes on by the rule whose next break is the nearest, while one of another waits for its hours', async () => {
    const { room, turnTo } = await aRoom();
    await room.recur({ ...ALL_DAY, id: 'evening', fromMs: NOON_MS + 480 * aMinute });
    await room.recur(ALL_DAY);
    const starts = () => room.list('one').map(({ expectedStartMs }) => (expectedStartMs - NOON_MS) / aMinute);
    expect(starts()).toEqual([15, 495]);
    turnTo(15);
    await room.hear('one', aStart(15));
    turnTo(16);
    expect(starts()).toEqual([15, 31, 495]);
  });

  it('plans by a rule ahead of a break that is announced for later', async () => {
    const { room } = await aRoom();
    await room.announce('one', [aNotice({ expectedStartMs: NOON_MS + 300 * aMinute })]);
    await room.recur(ALL_DAY);
    expect(room.list('one')[0]).toMatchObject({ source: 'recurring', expectedStartMs: NOON_MS + 15 * aMinute });
  });

  it('does not plan anew what was called off while the break before it was on air', async () => {
    const { room, turnTo } = await aRoom();
    await room.recur({ ...ALL_DAY, gapMs: 30 * aMinute });
    await room.hear('one', aStart(0));
    await room.cancel('one', 'p1');
    turnTo(1);
    expect(room.list('one').map(({ state }) => state.phase)).toEqual(['over', 'cancelled', 'planned']);
    expect(room.list('one').at(-1)?.expectedStartMs).toBe(NOON_MS + 61 * aMinute);
  });

  it('keeps a rule when the stream calls its break off', async () => {
    const { room } = await aRoom();
    await room.recur(ALL_DAY);
    await room.hear('one', aStart(15));
    await room.hear('one', { type: 'break-cancel', ...base, event });
    expect(room.list('one').map(({ state }) => state.phase)).toEqual(['cancelled', 'planned']);
  });

  it('goes on after a restart where it was', async () => {
    const store = createMemoryPlanStore();
    const { room } = await aRoom({ store });
    await room.announce('one', [aNotice()]);
    await room.change('one', 'p1', { durationMs: 90_000 });
    const again = await aRoom({ store, newId: () => 'other' });
    expect(again.room.list('one')).toEqual(room.list('one'));
    expect(again.room.hints('one')).toEqual(room.hints('one'));
  });

  it('plans by a rule from now on where nobody was there for a month, and none of the breaks that were meanwhile', async () => {
    const store = createMemoryPlanStore();
    const year = { ...ALL_DAY, untilMs: NOON_MS + 365 * 24 * 60 * aMinute, gapMs: aMinute };
    await (await aRoom({ store })).room.recur(year);
    const { room, turnTo } = await aRoom({ store, newId: randomUUID });
    const now = 30 * 24 * 60;
    turnTo(now);
    const planned = room.list('one').filter(({ state }) => state.phase !== 'over');
    expect(planned.map(({ expectedStartMs }) => expectedStartMs)).toEqual([NOON_MS + (now + 1) * aMinute]);
    expect(room.list('one')).toHaveLength(2);
  });

  it('says to whoever changes a plan that it could not be kept', async () => {
    const full: PlanStore = { ...createMemoryPlanStore(), keep: () => Promise.reject(new Error('disk full')) };
    const faults: unknown[] = [];
    const { room } = await aRoom({ store: full, onFault: (error) => faults.push(error) });
    await expect(room.announce('one', [aNotice()])).rejects.toThrow('disk full');
    expect(faults).toHaveLength(1);
  });

  it('tells each change once it is made', async () => {
    const { room, turnTo, moves } = await aRoom();
    await room.announce('one', [aNotice()]);
    turnTo(9.7);
    turnTo(9.75);
    turnTo(9.9);
    await room.cancel('one', 'p1');
    expect(moves.map(({ plan }) => plan.state.phase)).toEqual(['planned', 'fetching', 'armed', 'cancelled']);
  });

  it('refuses more than 250 open plans of a channel: then none of the list is planned', async () => {
    const { room } = await aRoom();
    const many = Array.from({ length: 251 }, (_, n) =>
      aNotice({ names: [], expectedStartMs: NOON_MS + (n + 1) * 5 * aMinute }),
    );
    const refused = 'Cannot plan 251 breaks of one: more than 250 would be open, expected fewer';
    await expect(room.announce('one', many)).rejects.toThrow(refused);
    expect(room.list('one')).toEqual([]);
    const most = many.slice(0, 250);
    await room.announce('one', most);
    await room.announce('one', most); // said again it speaks of the same
    expect(room.list('one')).toHaveLength(250);
  });

  it('takes a rule though a channel has as many plans as it may: the rule waits', async () => {
    const { room } = await aRoom();
    const most = Array.from({ length: 250 }, (_, n) =>
      aNotice({ names: [], expectedStartMs: NOON_MS + (60 + n * 5) * aMinute }),
    );
    await room.announce('one', most);
    await room.recur(ALL_DAY);
    expect(room.recurring('one')).toHaveLength(1);
    expect(room.list('one')).toHaveLength(250);
  });
});
