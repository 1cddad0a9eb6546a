import { replay } from '@cutaway/core';
import type { AdCounts, Alternate, DecisionReply } from '@cutaway/model';
import { anAd, createFakeStorage, type FakeStorage } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { answer, bodyOf, PLAN_URL, setAhead, shownIn, START_MS } from './ahead-stage.js';

const HOUR_MS = 3_600_000;
const once = (adInstanceId: string, key = `campaign:${adInstanceId}`): AdCounts => ({
  ...{ adInstanceId, groups: [], frequency: [{ key, limit: 1, windowMs: HOUR_MS }] },
});
const alternates: readonly Alternate[] = [
  { slot: 0, ad: anAd('three') },
  { slot: 0, ad: anAd('four') },
];
const said: Partial<DecisionReply> = { alternates, counts: [once('one'), once('three'), once('four')] };
const decision = { url: 'https://service.example/decision', picks: true };

async function watch(storage: FakeStorage, afterMs = 0, seed = 7) {
  const stage = setAhead({
    ...{ storage, seed, startMs: START_MS + afterMs, decision, plan: () => ({ status: 404 }) },
    now: () => answer([anAd('one'), anAd('two')], said),
  });
  await stage.clock.advance(50_000);
  stage.end();
  await stage.clock.advance(15_000);
  expect(stage.reports).toHaveLength(1);
  expect(stage.clock.pending()).toBe(0);
  return stage;
}

describe('a session that picks', () => {
  it('asks for an answer that is for many, and needs no plan', async () => {
    const stage = await watch(createFakeStorage());
    const asked = stage.requests.filter(({ request }) => request.method === 'POST').map(({ request }) => request);
    expect(asked.slice(0, 1).map(bodyOf)).toMatchObject([{ picks: true }]);
    expect(stage.requests.some(({ request }) => request.url === PLAN_URL)).toBe(false);
  });

  it('shows the next alternate of what it showed before, over relaunches, and tells what it chose', async () => {
    const storage = createFakeStorage();
    const first = await watch(storage);
    expect(shownIn(first)).toEqual(['content', 'one', 'two', 'content']);
    const second = await watch(storage, 600_000, 8);
    expect(shownIn(second)).toEqual(['content', 'three', 'two', 'content']);
    expect(second.reports[0]?.ads.map(({ adInstanceId }) => adInstanceId)).toEqual(['three', 'two']);
    expect(second.beacons()).toContain('three/impression');
    expect(second.beacons().filter((beacon) => beacon.startsWith('one/'))).toEqual([]);
    const third = await watch(storage, 1_200_000, 9);
    expect(shownIn(third)).toEqual(['content', 'four', 'two', 'content']);
    const fourth = await watch(storage, 1_800_000, 10);
    expect(shownIn(fourth)).toEqual(['content', 'two', 'content']);
    const later = await watch(storage, HOUR_MS + 1_900_000, 11);
    expect(shownIn(later)).toEqual(['content', 'one', 'two', 'content']);
  });

  it('keeps of what it showed keys and times, nothing of the session', async () => {
    const storage = createFakeStorage();
    const stage = await watch(storage);
    expect(JSON.parse(storage.entries.get('cutaway-seen') ?? '')).toEqual([['campaign:one', expect.any(Number)]]);
    expect(storage.entries.get('cutaway-seen')).not.toContain(stage.session.id);
  });

  it('replays from its trace to the same effects, with what the storage had', async () => {
    const storage = createFakeStorage();
    await watch(storage);
    const trace = (await watch(storage, 600_000, 8)).session.trace();
    expect(replay(trace)).toEqual(trace.entries.map(({ effects }) => effects));
  });

  it('counts nothing that did not show', async () => {
    const storage = createFakeStorage();
    const stage = setAhead({
      ...{ storage, decision, now: () => answer([anAd('one'), anAd('two')], said) },
      serve: (url) => (url.includes('/ads/one/') || url.includes('/ads/one.') ? { status: 404 } : null),
    });
    await stage.clock.advance(50_000);
    expect(shownIn(stage)).not.toContain('one');
    expect(storage.entries.has('cutaway-seen')).toBe(false);
    stage.end();
  });
});
