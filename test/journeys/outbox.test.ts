import { replay, type BeaconPolicy } from '@cutaway/core';
import { anAd, createFakeStorage } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { setStage, type Stage, type StageOptions } from './stage.js';

const START_MS = Date.UTC(2026, 0, 1, 12);
/** The first ad is on the screen. */
const IN_BREAK_MS = 15_360 + 5760 + 3500;
const OFFLINE = { status: 0, failure: 'offline' as const };
const BROKEN = { status: 0, failure: 'network' as const };
const isBeacon = (url: string): boolean => url.startsWith('https://beacons.example/');
const offline = (url: string) => (isBeacon(url) ? OFFLINE : null);
const silent = (url: string) => (isBeacon(url) ? { delayMs: 60_000 } : null);

/** Plays into the first ad and pulls the plug: nothing of this session runs any more. */
async function cutOff(options: StageOptions): Promise<Stage> {
  const stage = setStage(options);
  await stage.clock.advance(IN_BREAK_MS);
  return stage;
}
/** A session of the same origin, so much later, that has no break. */
function relaunch(options: StageOptions, afterMs: number): Stage {
  const startMs = START_MS + IN_BREAK_MS + afterMs;
  return setStage({ channel: { schedule: 'none' }, seed: 8, ...options, startMs });
}
const events = (stage: Stage): readonly string[] => stage.beacons().map((beacon) => beacon.replace('one/', ''));

describe('a power cut', () => {
  it('while the network is gone loses nothing: the next session sends each beacon once', async () => {
    const storage = createFakeStorage();
    await cutOff({ storage, serve: offline });
    const next = relaunch({ storage }, 60_000);
    await next.clock.advance(5000);
    expect(events(next)).toEqual(['impression', 'creativeView', 'start', 'firstQuartile', 'midpoint']);
    expect(next.session.delivery()).toMatchObject({ queued: 5, delivered: 5, lost: 0, unknown: 0 });
    const third = relaunch({ storage, seed: 9 }, 120_000);
    await third.clock.advance(20_000);
    expect(events(third)).toEqual([]);
  });
  it('between sending and the answer ends an impression, and sends the rest again', async () => {
    const storage = createFakeStorage();
    const dead = await cutOff({ storage, serve: silent });
    expect(events(dead)).toContain('impression');
    const next = relaunch({ storage }, 60_000);
    await next.clock.advance(5000);
    expect(next.session.delivery()).toMatchObject({ unknown: 1, lost: 0 });
    expect(events(next)).not.toContain('impression');
    expect(events(next)).toContain('start');
  });
  it('is made good by a collector that dedupes', async () => {
    const storage = createFakeStorage();
    const session = { beacons: { deduping: ['https://beacons.example/'] } };
    await cutOff({ storage, serve: silent, session });
    const next = relaunch({ storage, session }, 60_000);
    await next.clock.advance(5000);
    expect(events(next)).toContain('impression');
    expect(next.session.delivery()).toMatchObject({ unknown: 0 });
  });
  it('after another leaves as much as there is room for in its place, until there is room', async () => {
    const storage = createFakeStorage();
    const serve = (url: string) => (isOnline ? null : offline(url));
    let isOnline = false;
    const other = createFakeStorage();
    await cutOff({ storage, serve });
    await cutOff({ storage: other, serve, seed: 11, ads: [anAd('three')] });
    other.entries.forEach((text, key) => void storage.port.write(key, text));
    const next = relaunch({ storage, serve, session: { beacons: { maxParcels: 8 } } }, 60_000);
    await next.clock.advance(1000);
    isOnline = true;
    await next.clock.advance(30_000);
    expect(next.session.delivery()).toMatchObject({ queued: 10, delivered: 10, dropped: 0 });
  });
  it('is not taken for one while the other session may be alive', async () => {
    const storage = createFakeStorage();
    await cutOff({ storage, serve: offline });
    const next = relaunch({ storage }, 1000);
    await next.clock.advance(5000);
    expect(events(next)).toEqual([]);
    await next.clock.advance(15_000);
    expect(events(next)).toHaveLength(5);
  });
});

describe('a connection that broke before the answer', () => {
  it('may have brought the impression there: it is not sent again, the rest is', async () => {
    const stage = await cutOff({ serve: (url) => (isBeacon(url) ? BROKEN : null) });
    const times = (event: string): number => events(stage).filter((one) => one === event).length;
    expect([times('impression'), stage.session.delivery().unknown]).toEqual([1, 1]);
    expect(times('start')).toBeGreaterThan(1);
  });
});

describe('a page', () => {
  it('that leaves sends what is due, and the next one need not wait', async () => {
    const storage = createFakeStorage();
    let isOnline = false;
    const stage = await cutOff({ storage, serve: (url) => (isOnline ? null : offline(url)) });
    const before = stage.beacons().length;
    stage.goThrough('hidden');
    stage.goThrough('leaving');
    expect(new Set(stage.beacons().slice(before))).toEqual(new Set(stage.beacons()));
    isOnline = true;
    const next = relaunch({ storage }, 100);
    await next.clock.advance(1000);
    expect(next.session.delivery().queued).toBeGreaterThan(0);
  });
  it('that slept sends nothing that another one has taken over', async () => {
    const storage = createFakeStorage();
    let isOnline = false;
    const serve = (url: string) => (isOnline ? null : offline(url));
    const sleeper = await cutOff({ storage, serve });
    const before = sleeper.beacons().length;
    isOnline = true;
    const other = relaunch({ storage, serve }, 30_000);
    await other.clock.advance(5000);
    expect(events(other)).toHaveLength(5);
    sleeper.sleep(60_000);
    await sleeper.clock.advance(30_000);
    const again = events(sleeper).slice(before);
    expect(again).not.toEqual([]);
    expect(again.filter((event) => events(other).includes(event))).toEqual([]);
  });
  it('that slept alone goes on with what is its own', async () => {
    let isOnline = false;
    const stage = await cutOff({ serve: (url) => (isOnline ? null : offline(url)) });
    stage.goThrough('leaving');
    isOnline = true;
    await stage.clock.advance(30_000);
    expect(stage.session.delivery()).toMatchObject({ lost: 0, unknown: 0, delivered: 14 });
  });
});

describe('two pages of one origin', () => {
  it('that find what a dead one left send it once between them', async () => {
    const storage = createFakeStorage();
    await cutOff({ storage, serve: offline });
    const both = [relaunch({ storage, seed: 8 }, 60_000), relaunch({ storage, seed: 9 }, 60_000)];
    for (const { clock } of both) await clock.advance(20_000);
    expect(both.flatMap(events)).toHaveLength(5);
  });
});

describe('after destroy', () => {
  it('what was sent is heard of, and what failed is there for the next session', async () => {
    const storage = createFakeStorage();
    const stage = await cutOff({ storage, serve: silent });
    stage.end();
    await stage.clock.advance(15_000);
    expect(stage.clock.pending()).toBe(0);
    const next = relaunch({ storage }, 20_000);
    await next.clock.advance(2000);
    expect(events(next)).toContain('start');
    expect(events(next)).not.toContain('impression');
  });
});

describe("the application's policy", () => {
  const play = async (beaconPolicy: BeaconPolicy) => {
    const told: string[] = [];
    const causes: string[] = [];
    const stage = setStage({
      session: { beaconPolicy, onBeacon: ({ event }, stage) => told.push(`${event} ${stage}`) },
    });
    stage.session.on('cause', ({ cause }) => causes.push(cause.detail));
    await stage.clock.advance(60_000);
    return { stage, told, causes };
  };
  it('keeps a beacon, delays it, or gives it another URL; a trace replays without it', async () => {
    const { stage, told } = await play(({ event, url }) => {
      if (event === 'creativeView') return 'veto';
      if (event === 'start') return { delayMs: 3000 };
      return event === 'midpoint' ? { url: `${url}?via=us` } : 'send';
    });
    expect(stage.beacons().filter((beacon) => beacon.startsWith('one/'))).toEqual([
      ...[
        'one/impression',
        'one/firstQuartile',
        'one/midpoint?via=us',
        'one/start',
        'one/thirdQuartile',
        'one/complete',
      ],
    ]);
    expect(told).toContain('creativeView vetoed');
    const trace = stage.session.trace();
    expect(JSON.stringify(replay(trace))).toBe(JSON.stringify(trace.entries.map(({ effects }) => effects)));
  });
  it('that throws harms nothing: the beacon is sent as it was, and the cause is told', async () => {
    const { stage, causes } = await play(() => {
      throw new Error('mine');
    });
    expect(stage.beacons()).toHaveLength(14);
    expect(causes[0]).toBe('ask-policy: Error: mine');
  });
  it('that answers nonsense is no policy', async () => {
    const { stage } = await play(() => ({ delayMs: Number.NaN }));
    expect(stage.beacons()).toHaveLength(14);
  });
});

describe('a storage that refuses', () => {
  it.each(['entries', 'write', 'take', 'remove'])('every %s leaves the outbox in memory, counted', async (refused) => {
    const storage = createFakeStorage((call) => {
      if (call === refused) throw new Error('QuotaExceededError');
    });
    const stage = setStage({ storage });
    await stage.clock.advance(60_000);
    expect(stage.session.delivery()).toMatchObject({ sent: 14, delivered: 14 });
    if (refused === 'entries' || refused === 'write') expect(stage.session.delivery().unsaved).toBeGreaterThan(0);
    expect(stage.reports[0]?.outcome).toBe('played');
  });
  it.each(['entries', 'take'])(
    '%s once is asked again: what a dead session left is sent by the one behind it',
    async (refused) => {
      let refusals = 0;
      const storage = createFakeStorage((call) => {
        if (call === refused && refusals++ === 0) throw new Error('UnknownError');
      });
      refusals = 1;
      await cutOff({ storage, serve: offline });
      refusals = 0;
      const next = relaunch({ storage }, 60_000);
      await next.clock.advance(5000);
      expect(events(next)).toEqual([]);
      await next.clock.advance(10_000);
      expect(events(next)).toEqual(['impression', 'creativeView', 'start', 'firstQuartile', 'midpoint']);
      expect(next.session.delivery()).toMatchObject({ delivered: 5, lost: 0, unsaved: 1 });
    },
  );
});
