import { anAd, anOverlay, aReply } from '@cutaway/testkit';
import { replay, type LoadedPlaylist } from '@cutaway/core';
import { describe, expect, it } from 'vitest';
import { initialHlsReading, readHls } from '@cutaway/signals/dialects';
import { setStage, type Stage, type StageOptions } from './stage.js';
import { contentShown, pictures, setVodStage, vodPlaylist, VOD_STARTS_AT } from './vod-stage.js';

const WHOLE = ['impression', 'creativeView', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];
const CONTENT_MS = 30_000;

/** Each break gets an ad with its own name: `pre`, `mid`, `post`. */
const names: Readonly<Record<string, string>> = { 'app@start': 'pre', 'app@00:00:10': 'mid', 'app@end': 'post' };
const asked = (body: string | undefined) => JSON.parse(body ?? '{}') as { breakId: string; position?: string };

type Answer = ReturnType<NonNullable<StageOptions['decide']>>;

/** Plays 30 s of content to its end with these breaks, each answered as `answers` says, else with its ad. */
async function play(
  breaks: readonly string[],
  { answers = {}, ...options }: StageOptions & { readonly answers?: Readonly<Record<string, Answer>> } = {},
): Promise<Stage> {
  const stage = setVodStage({
    ...options,
    session: { breaks, ...options.session },
    decide({ body }) {
      const name = names[asked(body).breakId] ?? 'other';
      return answers[name] ?? { delayMs: 50, text: JSON.stringify(aReply([anAd(name)], { errorUrls: [] })) };
    },
  });
  await stage.clock.advance(60_000);
  return stage;
}

const decisions = ({ requests }: Stage) =>
  requests
    .filter(({ request }) => request.url.startsWith('https://service.example/'))
    .map(({ atMs, request }) => ({ atMs, ...asked(request.body) }));

describe('a session of on-demand content whose application wants a pre-roll, a mid-roll and a post-roll', () => {
  it('plays each in its place, and every frame of content once', async () => {
    const stage = await play(['start', '00:00:10', 'end']);
    expect(pictures(stage)).toEqual(['pre', 'content', 'mid', 'content', 'post', 'content']);
    expect(contentShown(stage)).toEqual({ ms: CONTENT_MS, isWhole: true });
    expect(stage.shown()[1]).toEqual({ what: 'content', ms: 10_000 });
    expect(stage.beacons()).toEqual(['pre', 'mid', 'post'].flatMap((ad) => WHOLE.map((event) => `${ad}/${event}`)));
    expect(stage.player.faults).toEqual([]);
  });

  it('leaves the last frames of content for after the post-roll, so that it ends once, and last', async () => {
    const stage = await play(['end']);
    const [, post, rest] = stage.shown();
    expect(post?.what).toBe('post');
    expect(rest?.ms).toBeLessThan(250);
    const ends = stage.session
      .trace()
      .entries.filter(({ fact }) => fact.type === 'play-state' && fact.state === 'ended');
    expect(ends).toHaveLength(1);
    expect(ends[0]?.atMs).toBeGreaterThan(stage.reports[0]?.returnedAtMs ?? Infinity);
  });

  it('asks for the pre-roll at once, and for the others when the playhead is 6 s away', async () => {
    const stage = await play(['start', '00:00:10', 'end']);
    const [pre, mid, post] = decisions(stage);
    const [before, within, after] = stage.reports;
    const startedMs = (before?.returnedAtMs ?? 0) - (pre?.atMs ?? 0);
    expect(startedMs).toBeLessThan(6500);
    expect((within?.startedAtMs ?? 0) - (mid?.atMs ?? 0)).toBeGreaterThan(5700);
    expect((within?.startedAtMs ?? 0) - (mid?.atMs ?? 0)).toBeLessThan(6300);
    expect((after?.startedAtMs ?? 0) - (post?.atMs ?? 0)).toBeGreaterThan(5600);
    expect([pre, mid, post].map((one) => one?.position)).toEqual(['pre', undefined, 'post']);
  });

  it('reports how far away each was, where content went on, and a verdict', async () => {
    const { reports } = await play(['start', '00:00:10', 'end']);
    expect(reports.map(({ outcome, causes }) => ({ outcome, causes }))).toEqual(
      Array.from({ length: 3 }, () => ({ outcome: 'played', causes: [] })),
    );
    expect(reports.map(({ leadMs }) => leadMs)).toEqual([0, 10_000, 30_000]);
    const [pre = 0, mid = 0, post = 0] = reports.map(({ endedAt }) => (endedAt ?? 0) - VOD_STARTS_AT);
    expect(pre).toBeLessThan(200);
    expect(Math.abs(mid - 10_000)).toBeLessThan(200);
    expect(CONTENT_MS - post).toBeLessThan(250);
  });

  it('replays from its trace to the same effects', async () => {
    const trace = (await play(['start', '00:00:10', 'end'])).session.trace();
    const again = replay(JSON.parse(JSON.stringify(trace)) as typeof trace);
    expect(JSON.stringify(again)).toBe(JSON.stringify(trace.entries.map(({ effects }) => effects)));
  });

  it('places shares of the whole, and says of what lies behind the end that it has no place', async () => {
    const stage = await play(['50%', '00:10:00']);
    expect(stage.shown()[0]).toEqual({ what: 'content', ms: 15_000 });
    expect(stage.reports).toHaveLength(1);
    const told = stage.session.trace().entries.flatMap(({ effects }) => effects);
    const causes = told.flatMap((one) => (one.type === 'tell' && one.event.type === 'cause' ? [one.event.detail] : []));
    expect(causes.map(({ cause }) => cause.detail)).toEqual([
      'Cannot place break at "00:10:00": it lies behind the end, expected at most 30000 ms',
    ]);
  });
});

describe('a break that fails costs nothing but itself', () => {
  const failing: Answer = { status: 500 };
  const late: Answer = { delayMs: 9000, text: '' };
  const cases = [
    ['start', 'pre', 0],
    ['00:00:10', 'mid', 10_000],
    ['end', 'post', CONTENT_MS],
  ] as const;

  it.each(cases)('%s, its decision failing', async (offset, name) => {
    const stage = await play([offset], { answers: { [name]: failing } });
    expect(pictures(stage)).toEqual(['content']);
    expect(contentShown(stage)).toEqual({ ms: CONTENT_MS, isWhole: true });
    expect(stage.reports[0]).toMatchObject({ outcome: 'lost', causes: [{ name: 'DECISION_FAILED' }] });
  });

  it.each(cases)('%s, its decision late', async (offset, name) => {
    const stage = await play([offset], { answers: { [name]: late } });
    expect(pictures(stage)).toEqual(['content']);
    expect(contentShown(stage)).toEqual({ ms: CONTENT_MS, isWhole: true });
    expect(stage.reports[0]).toMatchObject({ outcome: 'lost', causes: [{ name: 'DECISION_TIMEOUT' }] });
  });

  it.each(cases)('%s, its media failing', async (offset) => {
    const stage = await play([offset], { player: { ads: () => 'MEDIA_NOT_FOUND' } });
    expect(pictures(stage)).toEqual(['content']);
    expect(contentShown(stage)).toEqual({ ms: CONTENT_MS, isWhole: true });
    expect(stage.reports[0]).toMatchObject({ outcome: 'lost', causes: [{ name: 'MEDIA_NOT_FOUND' }] });
    expect(stage.player.faults).toEqual([]);
  });
});

describe('content that is held back for a pre-roll', () => {
  it('starts once the budget of its decision is over', async () => {
    const stage = await play(['start'], { answers: { pre: { delayMs: 60_000 } } });
    const first = stage.player.frames.find(({ what }) => what === 'content');
    expect((first?.atMs ?? Infinity) - (stage.reports[0]?.announcedAtMs ?? 0)).toBeLessThanOrEqual(1750);
  });

  it('waits, with its pre-roll ready, for the viewer to press play', async () => {
    const stage = setVodStage({ ads: [anAd('pre')], session: { breaks: ['start'] } });
    stage.player.pause();
    await stage.clock.advance(20_000);
    expect(stage.shown()).toEqual([]);
    stage.player.play();
    await stage.clock.advance(10_000);
    expect(pictures(stage)).toEqual(['pre', 'content']);
  });

  it('starts where the viewer pressed play and its pre-roll shows no frame, as it does where he did not have to', async () => {
    const stage = setVodStage({
      ads: [anAd('pre')],
      session: { breaks: ['start'] },
      hear: (tell) => (fact) => (fact.type === 'ad-frame' ? undefined : tell(fact)),
    });
    stage.player.pause();
    await stage.clock.advance(5000);
    stage.player.play();
    await stage.clock.advance(5000);
    expect(stage.shown().slice(-1)[0]?.what).toBe('content');
    expect(stage.reports).toMatchObject([{ outcome: 'lost', causes: [{ name: 'MEDIA_TIMEOUT' }] }]);
    stage.end();
  });

  it('goes on at the live edge, as far behind it as the viewer would have joined', async () => {
    const channel = { schedule: 'none' } as const;
    const stage = setStage({ ads: [anAd('pre')], channel, session: { breaks: ['start'] } });
    await stage.clock.advance(20_000);
    expect(pictures(stage)).toEqual(['pre', 'content']);
    expect(stage.reports[0]).toMatchObject({ strategy: 'secondElement', outcome: 'played' });
    const { atMs = 0, programMs = 0 } = stage.player.frames.find(({ what }) => what === 'content') ?? {};
    expect(atMs - programMs).toBeLessThan(8000);
    stage.end();
  });

  it('is given back where the session ends before its pre-roll does', async () => {
    const stage = setVodStage({ ads: [anAd('pre')], session: { breaks: ['start'] } });
    await stage.clock.advance(100);
    expect(stage.shown()).toEqual([]);
    stage.end();
    expect(stage.player.commands.map(({ type }) => type)).toEqual(['hold-content', 'prepare-ad', 'show-content']);
    await stage.clock.advance(15_000);
    expect(stage.clock.pending()).toBe(0);
  });
});

describe('a seek', () => {
  /** Seeks once the viewer has seen the first second. */
  async function seekTo(
    mediaMs: number,
    breaks: readonly string[],
    session: StageOptions['session'] = {},
  ): Promise<Stage> {
    const stage = setVodStage({ ads: [anAd('mid')], session: { breaks, ...session } });
    await stage.clock.advance(1000);
    stage.player.seek(VOD_STARTS_AT + mediaMs);
    await stage.clock.advance(40_000);
    return stage;
  }

  it('near a mid-roll asks for it at once, and plays it in its place or soon after', async () => {
    const stage = await seekTo(14_700, ['00:00:15']);
    expect(pictures(stage)).toEqual(['content', 'mid', 'content']);
    expect((stage.reports[0]?.askedAtMs ?? 0) - stage.clock.port.nowMs()).toBeLessThan(-39_800);
    expect(stage.reports[0]?.outcome).toBe('played');
  });

  it('over a mid-roll leaves it out where the policy says so, and the next one plays', async () => {
    const policies = { seekOver: 'none' } as const;
    const stage = await seekTo(16_000, ['00:00:15', '00:00:25'], { policies });
    expect(pictures(stage)).toEqual(['content', 'mid', 'content']);
    expect(stage.reports).toMatchObject([
      { brk: { id: 'app@00:00:25' }, outcome: 'played' },
      { brk: { id: 'app@00:00:15' }, outcome: 'cancelled', askedAtMs: null, causes: [{ name: 'BREAK_PASSED' }] },
    ]);
  });

  it('over mid-rolls brings the viewer to the last of them by default, then to where they wanted to be', async () => {
    const stage = await seekTo(20_000, ['00:00:10', '00:00:15']);
    expect(pictures(stage)).toEqual(['content', 'mid', 'content']);
    expect(stage.reports[0]).toMatchObject({ brk: { id: 'app@00:00:15' }, outcome: 'played' });
    const { programMs = 0 } = [...stage.player.frames].reverse().find(({ what }) => what === 'content') ?? {};
    expect(programMs - VOD_STARTS_AT).toBeGreaterThan(29_900);
  });
});

describe('a seek of content that waits for its ads', () => {
  it('counts: the viewer is there afterwards, wherever he wanted to be before', async () => {
    const stage = setVodStage({ ads: [anAd('mid')], session: { breaks: ['00:00:10'] } });
    await stage.clock.advance(1000);
    stage.player.seek(VOD_STARTS_AT + 11_000);
    await stage.clock.advance(3000);
    expect(pictures(stage)).toEqual(['content', 'mid']);
    stage.player.seek(VOD_STARTS_AT + 17_000);
    await stage.clock.advance(8000);
    const last = stage.player.frames.map(({ what }) => what).lastIndexOf('mid');
    const after = stage.player.frames.slice(last + 1).map(({ programMs }) => programMs - VOD_STARTS_AT);
    expect(after.length).toBeGreaterThan(50);
    expect(Math.min(...after)).toBe(17_000);
    stage.end();
  });
});

describe('a pre-roll of which nothing comes before content', () => {
  const stitched = [{ adInstanceId: 'pre', startsAt: VOD_STARTS_AT, durationMs: 5760 }];
  it.each<[string, string]>([
    ['an image alone', JSON.stringify(aReply([anOverlay('image', 5000)]))],
    ['an image beside an ad that does not load', JSON.stringify(aReply([anAd('pre'), anOverlay('image', 5000)]))],
    ['an ad that the server stitched into the stream', JSON.stringify(aReply([anAd('pre')], { stitched }))],
  ])('keeps no content back: %s', async (_what, text) => {
    const ads = () => 'MEDIA_NOT_FOUND' as const;
    const stage = await play(['start'], { player: { ads }, answers: { pre: { delayMs: 50, text } } });
    expect(contentShown(stage)).toEqual({ ms: CONTENT_MS, isWhole: true });
    expect(stage.player.frames[0]?.atMs).toBeLessThan((stage.requests[0]?.atMs ?? 0) + 1000);
    const [seen] = stage.reports.slice(-1);
    expect(seen).toMatchObject({ outcome: 'played' });
    stage.end();
  });
});

describe('a viewer who runs through content', () => {
  it.each(['secondElement', 'reattach'] as const)(
    'sees no ad meanwhile, afterwards the last one that was on the way, with %s',
    async (strategy) => {
      const breaks = ['00:00:10', '00:00:20'];
      const stage = setVodStage({
        session: { breaks, strategy },
        player: { origin: vodPlaylist(30) },
        decide({ body }) {
          const name = asked(body).breakId === 'app@00:00:10' ? 'first' : 'second';
          return { delayMs: 50, text: JSON.stringify(aReply([anAd(name)])) };
        },
      });
      await stage.clock.advance(8000);
      stage.player.setRate(8);
      await stage.clock.advance(4000);
      expect(pictures(stage)).toEqual(['content']);
      stage.player.setRate(1);
      await stage.clock.advance(30_000);
      expect(pictures(stage)).toEqual(['content', 'second', 'content']);
      expect(stage.reports.map(({ brk, outcome }) => `${brk.id} ${outcome}`)).toEqual([
        ...['app@00:00:10 cancelled', 'app@00:00:20 played'],
      ]);
      stage.end();
    },
  );
});

describe('a viewer who goes on where they stopped', () => {
  it('sees the pre-roll and none of the mid-rolls before', async () => {
    const stage = await play(['start', '00:00:10', '00:00:25'], { player: { startMs: 20_000 } });
    expect(pictures(stage)).toEqual(['pre', 'content', 'other', 'content']);
    expect(stage.reports.map(({ brk, outcome }) => `${brk.id} ${outcome}`)).toEqual([
      ...['app@start played', 'app@00:00:25 played', 'app@00:00:10 cancelled'],
    ]);
  });
});

describe('an interstitial of the playlist (RFC 8216bis Appendix D)', () => {
  const interstitial = (id: string, cue: string, startMs: number): string =>
    `#EXT-X-DATERANGE:ID="${id}",CLASS="com.apple.hls.interstitial",START-DATE="${new Date(VOD_STARTS_AT + startMs).toISOString()}",DURATION=5.76,X-ASSET-LIST="list.json"${cue && `,CUE="${cue}"`}`;

  const hearing = (loaded: LoadedPlaylist): LoadedPlaylist => {
    const { signals, causes } = readHls(initialHlsReading(), loaded.text);
    return { ...loaded, heard: { signals, causes } };
  };

  it('before, in and after the content plays there', async () => {
    const lines = [interstitial('a', 'PRE', 0), interstitial('b', '', 10_000), interstitial('c', 'POST', 30_000)];
    const stage = await play([], { player: { origin: vodPlaylist(15, lines), hear: hearing } });
    expect(pictures(stage)).toEqual(['other', 'content', 'other', 'content', 'other', 'content']);
    expect(contentShown(stage)).toEqual({ ms: CONTENT_MS, isWhole: true });
  });

  it('that says no length but 0 is a place for ads, however long they are', async () => {
    const lines = [interstitial('a', '', 10_000).replace('DURATION=5.76', 'DURATION=0')];
    const stage = await play([], { player: { origin: vodPlaylist(15, lines), hear: hearing } });
    expect(decisions(stage)).toMatchObject([{ breakId: 'a', durationMs: null }]);
  });
});
