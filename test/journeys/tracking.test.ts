import type { Icon, Tracker, TrackingEvent } from '@cutaway/model';
import { anAd, trackersFor } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { setStage, type Stage, type StageOptions } from './stage.js';

const tracker = (event: TrackingEvent, more: Partial<Tracker> = {}): Tracker => {
  const { of, offset, level = 0, index = 0 } = more;
  const name = [
    event,
    of,
    offset && ('ms' in offset ? offset.ms : `${Math.round(offset.share * 1000) / 10}%`),
    level || null,
    index || null,
  ];
  return {
    event,
    level,
    index,
    ...more,
    url: `https://beacons.example/one/${name.filter((one) => one != null).join('-')}`,
  };
};
const ICON: Icon = {
  program: 'AdChoices',
  width: 20,
  height: 20,
  xPosition: 'right',
  yPosition: 'top',
  offsetMs: 1000,
  durationMs: 2000,
  pixelRatio: 1,
  apiFramework: null,
  altText: null,
  hoverText: null,
  regulation: null,
  resources: [{ type: 'static', content: 'https://ads.example/icon.png' }],
  clickThrough: 'https://choices.example/?c=[CACHEBUSTING]',
  fallbackImages: [],
};
/** The second in which the first ad is on the screen for the first time, in both strategies. */
const SHOWN_MS = 15_360 + 5760;
const has = (stage: Stage, beacon: string) => stage.beacons().filter((one) => one === `one/${beacon}`).length;

function set(trackers: readonly Tracker[], options: StageOptions = {}, ad: Parameters<typeof anAd>[1] = {}): Stage {
  return setStage({ ads: [anAd('one', { trackers, ...ad }), anAd('two', { trackers: [] })], ...options });
}

describe.each(['stitch', 'secondElement'] as const)('an ad behind a wrapper, with %s', (strategy) => {
  const session = { strategy, viewability: 'measure' } as const;

  it('tells all levels, its progress and that it could be seen, each once', async () => {
    const levels = [0, 1].flatMap((level) => [
      ...(['impression', 'start', 'viewable', 'notViewable', 'complete'] as const).map((event) =>
        tracker(event, { level }),
      ),
      tracker('progress', { level, offset: { ms: 3000 } }),
      tracker('progress', { level, offset: { share: 0.333 } }),
    ]);
    const stage = set([...levels, tracker('progress', { offset: { ms: 3000 }, index: 1 })], {
      session,
    });
    stage.player.say({ type: 'visibility', share: 1 });
    await stage.clock.advance(60_000);
    expect(stage.beacons()).toEqual(
      [
        ...['impression', 'impression-1', 'start', 'start-1'],
        ...['progress-33.3%', 'progress-33.3%-1'],
        ...['viewable', 'viewable-1'],
        ...['progress-3000', 'progress-3000-1', 'progress-3000-1'],
        ...['complete', 'complete-1'],
      ].map((name) => `one/${name}`),
    );
    expect(stage.reports[0]?.ads[0]?.seen).toBe('whole');
    expect(stage.player.commands.filter(({ type }) => type === 'measure-visibility')).toEqual([
      { type: 'measure-visibility', on: true },
      { type: 'measure-visibility', on: false },
    ]);
    stage.end();
  });

  it('is loaded before it starts, or with the frame that proves it', async () => {
    const stage = set([tracker('loaded')], { session });
    await stage.clock.advance(SHOWN_MS - 1000);
    expect(has(stage, 'loaded')).toBe(strategy === 'stitch' ? 0 : 1);
    await stage.clock.advance(20_000);
    expect(has(stage, 'loaded')).toBe(1);
    stage.end();
  });

  it('is not viewable when the page goes to the background, which is a pause', async () => {
    const events = ['viewable', 'notViewable', 'pause', 'resume'] as const;
    const stage = set(
      events.map((event) => tracker(event)),
      { session: { ...session, policies: { onHidden: 'ignore' } } },
    );
    stage.player.say({ type: 'visibility', share: 1 });
    await stage.clock.advance(SHOWN_MS + 1000);
    stage.player.say({ type: 'page', hidden: true });
    stage.player.say({ type: 'play-state', state: 'waiting' });
    await stage.clock.advance(3500);
    stage.player.say({ type: 'page', hidden: false });
    await stage.clock.advance(20_000);
    expect(stage.beacons()).toEqual(['one/pause', 'one/resume', 'one/notViewable']);
    stage.end();
  });

  it('shows its icon for its time, counts it when it is drawn, and hands on where a click leads', async () => {
    const of = 'icon:0';
    const trackers = [tracker('creativeView', { of }), tracker('clickTracking', { of }), tracker('creativeView')];
    const stage = set(trackers, { session }, { icons: [ICON] });
    const clicks: unknown[] = [];
    stage.session.on('click', ({ adInstanceId, of: part, url }) => clicks.push([adInstanceId, part, url]));
    await stage.clock.advance(SHOWN_MS + 1500);
    expect(stage.beacons()).toEqual(['one/creativeView']);
    stage.send({ type: 'part-shown', adInstanceId: 'one', of });
    stage.send({ type: 'part-shown', adInstanceId: 'one', of });
    stage.send({ type: 'part-clicked', adInstanceId: 'one', of });
    await stage.clock.advance(20_000);
    expect(stage.beacons().slice(1)).toEqual(['one/creativeView-icon:0', 'one/clickTracking-icon:0']);
    expect(clicks).toEqual([['one', of, expect.stringMatching(/^https:\/\/choices\.example\/\?c=\d{8}$/)]]);
    const counts = stage.views.map(({ ad }) => ad?.icons.length ?? 0);
    expect(counts.filter((count, n) => count !== (counts[n - 1] ?? 0))).toEqual([1, 0]);
    stage.end();
  });

  it('is muted from the start and hears only that it is unmuted; the same with the size of the screen', async () => {
    const events = ['mute', 'unmute', 'fullscreen', 'playerExpand', 'exitFullscreen', 'playerCollapse'] as const;
    const stage = set(
      events.map((event) => tracker(event)),
      { session: { strategy } },
    );
    stage.player.say({ type: 'volume', muted: true });
    stage.player.say({ type: 'fullscreen', on: true });
    await stage.clock.advance(SHOWN_MS + 1500);
    stage.player.say({ type: 'volume', muted: false });
    stage.player.say({ type: 'fullscreen', on: false });
    await stage.clock.advance(20_000);
    expect(stage.beacons()).toEqual(['one/unmute', 'one/exitFullscreen', 'one/playerCollapse']);
    stage.end();
  });
});

describe('what an application shows beside an ad', () => {
  const companion = {
    ...{ id: 'c1', width: 300, height: 250, adSlotId: null, renderingMode: 'end-card', resources: [] },
    ...{ clickThrough: 'https://brand.example/', altText: null, adParameters: null, apiFramework: null, pixelRatio: 1 },
  };
  const of = 'companion:0';

  it('is told when its ad starts, and counted also after the break', async () => {
    const stage = set(
      [tracker('creativeView', { of }), tracker('clickTracking', { of })],
      {},
      { companions: [companion] },
    );
    const told: unknown[] = [];
    stage.session.on('companions', ({ adInstanceId, companions }) => told.push([adInstanceId, companions[0]?.id]));
    stage.session.on('click', ({ url }) => told.push(url));
    await stage.clock.advance(60_000);
    expect(stage.reports).toHaveLength(1);
    stage.session.send({ type: 'part-shown', adInstanceId: 'one', of });
    stage.session.send({ type: 'part-shown', adInstanceId: 'one', of });
    stage.session.send({ type: 'part-clicked', adInstanceId: 'one', of });
    expect(told).toEqual([['one', 'c1'], 'https://brand.example/']);
    expect(stage.beacons()).toEqual(['one/creativeView-companion:0', 'one/clickTracking-companion:0']);
    stage.end();
  });

  it('that cannot be shown is an error of its own, and the break is played', async () => {
    const stage = set(trackersFor('one'), {}, { companions: [companion] });
    await stage.clock.advance(SHOWN_MS + 1500);
    stage.session.send({ type: 'part-failed', adInstanceId: 'one', of, detail: 'no room' });
    await stage.clock.advance(30_000);
    expect([has(stage, 'error?code=603'), has(stage, 'complete')]).toEqual([1, 1]);
    expect(stage.reports[0]).toMatchObject({ outcome: 'played', causes: [{ name: 'COMPANION_FAILED' }] });
    stage.end();
  });
});

describe('an ad in a stream that the server has stitched', () => {
  it('is as long as the server says, for its quartiles and its end', async () => {
    const stitched = [{ adInstanceId: 'one', startsAt: Date.UTC(2026, 0, 1, 12) + 15_360, durationMs: 4000 }];
    const trackers = [tracker('midpoint'), tracker('complete')];
    const stage = setStage({ ads: [anAd('one', { trackers })], reply: { stitched } });
    await stage.clock.advance(SHOWN_MS + 1900);
    expect(stage.beacons()).toEqual([]);
    await stage.clock.advance(400);
    expect(stage.beacons()).toEqual(['one/midpoint']);
    await stage.clock.advance(20_000);
    expect(stage.beacons()).toEqual(['one/midpoint', 'one/complete']);
    stage.end();
  });
});

describe('the viewer goes back in a stitched ad', () => {
  it('is told as rewind, and nothing is counted twice', async () => {
    const stage = set([tracker('rewind'), tracker('progress', { offset: { ms: 2000 } })], {
      session: { strategy: 'stitch' },
    });
    await stage.clock.advance(SHOWN_MS + 3000);
    const [last] = stage.player.frames.slice(-1);
    stage.player.run({ type: 'seek-program', programMs: (last?.programMs ?? 0) - 2000 });
    await stage.clock.advance(20_000);
    expect([has(stage, 'rewind'), has(stage, 'progress-2000')]).toEqual([1, 1]);
    stage.end();
  });
});

describe('a break that wants to be told of itself (VMAP 1.0.1 §2.3.5)', () => {
  const breakTrackers = (['breakStart', 'breakEnd', 'error'] as const).map((event) => tracker(event));
  const events = (stage: Stage) => stage.beacons().filter((beacon) => /one\/(break|error)/.test(beacon));

  it('says that it starts and ends, around its ads', async () => {
    const stage = set(trackersFor('one'), { reply: { breakTrackers } });
    await stage.clock.advance(60_000);
    const all = stage.beacons();
    expect([all[0], all[all.length - 1]]).toEqual(['one/breakStart', 'one/breakEnd']);
    stage.end();
  });
  it('says so without ads too, and that is no error', async () => {
    const stage = setStage({ ads: [], reply: { breakTrackers, errorUrls: [] } });
    await stage.clock.advance(15_360);
    expect(events(stage)).toEqual([]);
    await stage.clock.advance(45_000);
    expect(events(stage)).toEqual(['one/breakStart', 'one/breakEnd']);
    stage.end();
  });
  it('says what went wrong where no ad came of it', async () => {
    const code = tracker('error');
    const stage = set([], {
      ads: [anAd('one', { trackers: [] })],
      reply: { breakTrackers: [{ ...code, url: `${code.url}?code=[ERROR_CODE]` }, ...breakTrackers.slice(0, 2)] },
      serve: (url) => (url.includes('/one/') ? { status: 404 } : null),
      session: { strategy: 'stitch' },
    });
    await stage.clock.advance(60_000);
    expect(events(stage)).toEqual(['one/error?code=401', 'one/breakStart', 'one/breakEnd']);
    stage.end();
  });
  it('says nothing where it is cancelled before it starts', async () => {
    const stage = set([], {
      reply: { breakTrackers },
      channel: { breakFaults: { 'break-0': { cancelAfterMs: 3840 } } },
    });
    await stage.clock.advance(60_000);
    expect(events(stage)).toEqual([]);
    stage.end();
  });
});
