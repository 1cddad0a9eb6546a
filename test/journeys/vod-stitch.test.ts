import { readMediaPlaylist } from '@cutaway/manifest';
import { anAd, aReply } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { AD_MS, CONTENT_MS, EPOCH, FIRST_MS, SECOND_MS, vod } from './a-vod.js';
import { setStage, type Stage, type StageOptions } from './stage.js';

const ADS_EPOCH = Date.UTC(1900, 0, 1);
const WHOLE = ['impression', 'creativeView', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];

const ADS = ['a', 'b', 'c', 'd'].map((name) => anAd(name, { skipAfterMs: 1000 }));

function setVod({ player, ...options }: StageOptions = {}): Stage {
  let asked = 0;
  return setStage({
    ads: ADS,
    decide: () => ({ delayMs: 50, text: JSON.stringify(aReply(ADS.slice(2 * asked, 2 * ++asked))) }),
    ...options,
    player: { origin: (rendition) => vod(rendition), ...player },
  });
}
/** The viewer goes where he wants to. */
const LEFT_ALONE: StageOptions = { session: { policies: { seekOver: 'none' } } };
const names = (stage: Stage) => stage.shown().map(({ what }) => what);
const counted = (stage: Stage, ad: string) =>
  WHOLE.map((event) => stage.beacons().filter((beacon) => beacon === `${ad}/${event}`).length);

describe('VOD with two mid-rolls by EXT-X-DATERANGE, stitched before the player reads it', () => {
  it('plays both whole in their places, leaves no frame of content out, and beacons each event once', async () => {
    const stage = setVod();
    await stage.clock.advance(60_000);
    expect(stage.shown()).toEqual([
      { what: 'content', ms: FIRST_MS },
      { what: 'a', ms: AD_MS },
      { what: 'b', ms: AD_MS },
      { what: 'content', ms: SECOND_MS - FIRST_MS },
      { what: 'c', ms: AD_MS },
      { what: 'd', ms: AD_MS },
      { what: 'content', ms: CONTENT_MS - SECOND_MS },
    ]);
    const content = stage.player.frames
      .filter(({ what }) => what === 'content')
      .map(({ programMs }) => programMs - EPOCH);
    expect(content).toEqual(content.map((_, n) => n * 40));
    for (const { adInstanceId } of ADS) expect(counted(stage, adInstanceId)).toEqual(WHOLE.map(() => 1));
    expect(stage.reports.map(({ strategy, outcome, causes }) => ({ strategy, outcome, causes }))).toEqual(
      [1, 2].map(() => ({ strategy: 'stitch', outcome: 'played', causes: [] })),
    );
    expect(stage.player.commands).toEqual([]);
    stage.end();
  });

  it('asks for both at once, and holds the playlists until they are ready, the sound with the picture', async () => {
    const stage = setVod();
    expect(stage.requests.filter(({ request }) => request.url.startsWith('https://service'))).toHaveLength(2);
    await stage.clock.advance(1000);
    const firstAtMs = stage.player.frames[0]?.atMs ?? 0;
    const segments = readMediaPlaylist(stage.player.audio())?.segments.map(({ uri }) => uri) ?? [];
    expect(firstAtMs - (stage.requests[0]?.atMs ?? 0)).toBeGreaterThanOrEqual(50);
    expect(firstAtMs - (stage.requests[0]?.atMs ?? 0)).toBeLessThanOrEqual(300);
    expect(segments.filter((uri) => /\/ads\/.*audio/.test(uri))).toHaveLength(12);
    stage.end();
  });

  it('lets content wait while ads are on: the rest of the pod is counted by the ads', async () => {
    const stage = setVod();
    await stage.clock.advance(FIRST_MS + 3000);
    expect(stage.views[stage.views.length - 1]?.ad).toMatchObject({ adInstanceId: 'a', count: 2, remainingSeconds: 9 });
    stage.end();
  });

  it('goes on from where a seek into an ad lands, and has no impression of what was jumped over', async () => {
    const stage = setVod(LEFT_ALONE);
    await stage.clock.advance(2000);
    stage.player.run({ type: 'seek-program', programMs: ADS_EPOCH + AD_MS + 3000 });
    await stage.clock.advance(4000);
    expect(names(stage)).toEqual(['content', 'b', 'content']);
    expect(counted(stage, 'a')).toEqual(WHOLE.map(() => 0));
    expect(counted(stage, 'b')).toEqual([1, 1, 0, 0, 0, 1, 1]);
    expect(stage.reports[0]).toMatchObject({ ads: [{ outcome: 'not-started' }, { outcome: 'played' }] });
    stage.end();
  });

  it('keeps a break that a seek jumped over: who comes back to it sees it, and it counts once', async () => {
    const stage = setVod(LEFT_ALONE);
    await stage.clock.advance(2000);
    const seek = (toMs: number) => stage.player.run({ type: 'seek-program', programMs: EPOCH + toMs });
    seek(FIRST_MS + 4000);
    await stage.clock.advance(2000);
    expect(stage.reports).toEqual([]);
    seek(FIRST_MS - 1000);
    await stage.clock.advance(14_000);
    seek(FIRST_MS - 1000);
    await stage.clock.advance(14_000);
    expect(names(stage)).toEqual(['content', 'a', 'b', 'content', 'a', 'b', 'content']);
    for (const ad of ['a', 'b']) expect(counted(stage, ad)).toEqual(WHOLE.map(() => 1));
    expect(stage.reports).toHaveLength(1);
    stage.end();
  });

  it('brings who jumps over a break to it, from its start, and then to where he wanted to be', async () => {
    const stage = setVod();
    await stage.clock.advance(2000);
    stage.player.run({ type: 'seek-program', programMs: EPOCH + FIRST_MS + 4000 });
    await stage.clock.advance(14_000);
    expect(names(stage)).toEqual(['content', 'a', 'b', 'content']);
    expect(stage.player.frames.slice(-1)[0]?.programMs).toBeGreaterThanOrEqual(EPOCH + FIRST_MS + 4000);
    for (const ad of ['a', 'b']) expect(counted(stage, ad)).toEqual(WHOLE.map(() => 1));
    stage.end();
  });

  it('lets a viewer go back within a pod, and does not let him jump over the rest of it', async () => {
    const stage = setVod();
    await stage.clock.advance(FIRST_MS + AD_MS + 3000);
    const seek = (adMs: number) => stage.player.run({ type: 'seek-program', programMs: ADS_EPOCH + adMs });
    seek(2000);
    await stage.clock.advance(1000);
    expect(names(stage)).toEqual(['content', 'a', 'b', 'a']);
    stage.player.run({ type: 'seek-program', programMs: EPOCH + FIRST_MS + 4000 });
    await stage.clock.advance(1000);
    expect(names(stage).slice(-1)).toEqual(['a']);
    stage.end();
  });

  it.each([
    ['goes back out of its first ad', {}, FIRST_MS - 2000],
    ['goes on behind it, where the policy lets him', LEFT_ALONE, FIRST_MS + 4000],
  ])('keeps the ads of a break that are still to come, for a viewer who %s', async (_what, options, toMs) => {
    const stage = setVod(options);
    await stage.clock.advance(FIRST_MS + 3000);
    const seek = (ms: number) => stage.player.run({ type: 'seek-program', programMs: EPOCH + ms });
    seek(toMs);
    await stage.clock.advance(1000);
    expect(names(stage).slice(-2)).toEqual(['a', 'content']);
    expect(stage.reports).toEqual([]);
    seek(FIRST_MS - 500);
    await stage.clock.advance(14_000);
    expect(names(stage).slice(-3)).toEqual(['a', 'b', 'content']);
    expect(counted(stage, 'a')).toEqual([1, 1, 1, 1, 0, 0, 0]);
    expect(counted(stage, 'b')).toEqual(WHOLE.map(() => 1));
    expect(stage.reports).toMatchObject([{ outcome: 'played', ads: [{ outcome: 'cut' }, { outcome: 'played' }] }]);
    stage.end();
  });

  it('brings who goes back out of a break, and then on over it, to the rest of it', async () => {
    const stage = setVod();
    await stage.clock.advance(FIRST_MS + 3000);
    const seek = (ms: number) => stage.player.run({ type: 'seek-program', programMs: EPOCH + ms });
    seek(FIRST_MS - 2000);
    await stage.clock.advance(500);
    seek(FIRST_MS + 4000);
    await stage.clock.advance(14_000);
    expect(names(stage).slice(-3)).toEqual(['a', 'b', 'content']);
    expect(stage.player.frames.slice(-1)[0]?.programMs).toBeGreaterThanOrEqual(EPOCH + FIRST_MS + 4000);
    stage.end();
  });

  it('tells of a break that its viewer left when the session ends', async () => {
    const stage = setVod();
    await stage.clock.advance(FIRST_MS + 3000);
    stage.player.run({ type: 'seek-program', programMs: EPOCH });
    await stage.clock.advance(1000);
    expect(stage.reports).toEqual([]);
    stage.end();
    expect(stage.reports).toMatchObject([
      { outcome: 'partial', ads: [{ outcome: 'cut' }, { outcome: 'not-started' }] },
    ]);
  });

  it('says of what content ended before that it was passed, and nobody hears of it', async () => {
    const stage = setVod(LEFT_ALONE);
    await stage.clock.advance(2000);
    stage.player.run({ type: 'seek-program', programMs: EPOCH + FIRST_MS + 4000 });
    await stage.clock.advance(45_000);
    expect(stage.reports.map(({ outcome, causes }) => [outcome, causes.map(({ name }) => name)])).toEqual([
      ['played', []],
      ['cancelled', ['BREAK_PASSED']],
    ]);
    expect(counted(stage, 'a')).toEqual(WHOLE.map(() => 0));
    stage.end();
  });

  it('brings who moves within the ads of a break that he was brought to where he wanted to be', async () => {
    const stage = setVod();
    await stage.clock.advance(2000);
    stage.player.run({ type: 'seek-program', programMs: EPOCH + FIRST_MS + 4000 });
    await stage.clock.advance(1500);
    const seek = (adMs: number) => stage.player.run({ type: 'seek-program', programMs: ADS_EPOCH + adMs });
    seek(AD_MS + 2000);
    await stage.clock.advance(AD_MS + 1000);
    seek(1000);
    await stage.clock.advance(2 * AD_MS);
    expect(names(stage).slice(-2)).toEqual(['b', 'content']);
    expect(stage.player.frames.slice(-1)[0]?.programMs).toBeGreaterThanOrEqual(EPOCH + FIRST_MS + 4000);
    stage.end();
  });

  it('skips within a pod, and at its end to the content behind it', async () => {
    const stage = setVod();
    await stage.clock.advance(FIRST_MS + 2000);
    stage.send({ type: 'skip' });
    await stage.clock.advance(1500);
    expect(names(stage)).toEqual(['content', 'a', 'b']);
    stage.send({ type: 'skip' });
    await stage.clock.advance(1000);
    expect(names(stage)).toEqual(['content', 'a', 'b', 'content']);
    expect(stage.player.frames.slice(-1)[0]?.programMs).toBeGreaterThanOrEqual(EPOCH + FIRST_MS);
    stage.end();
  });

  it('takes a break out whose ad does not load, and goes on where the viewer was; the next one plays', async () => {
    const stage = setVod({ player: { isBroken: (uri) => uri.includes('/ads/b/') } });
    await stage.clock.advance(65_000);
    expect(names(stage)).toEqual(['content', 'a', 'content', 'c', 'd', 'content']);
    const content = stage.player.frames
      .filter(({ what }) => what === 'content')
      .map(({ programMs }) => programMs - EPOCH);
    expect(content).toEqual(content.map((_, n) => n * 40));
    expect(stage.reports.map(({ outcome }) => outcome)).toEqual(['partial', 'played']);
    expect(stage.reports[0]?.causes).toMatchObject([{ name: 'MEDIA_STALLED' }]);
    stage.end();
  });

  it('starts content without a break that is decided too late, and shows it in a second element', async () => {
    const stage = setVod({ session: { holdMs: 20 } });
    await stage.clock.advance(1000);
    expect(stage.player.frames.length).toBeGreaterThan(10);
    await stage.clock.advance(12_000);
    expect(stage.player.commands.map(({ type }) => type)).toContain('prepare-ad');
    stage.end();
  });

  it('loses it with its reason where only the stitch is allowed', async () => {
    const stage = setVod({ session: { holdMs: 20, strategy: 'stitch' } });
    await stage.clock.advance(40_000);
    expect(names(stage)).toEqual(['content']);
    expect(stage.reports.map(({ outcome, causes }) => [outcome, causes[0]?.name])).toEqual([
      ['lost', 'BREAK_TOO_LATE'],
      ['lost', 'BREAK_TOO_LATE'],
    ]);
    stage.end();
  });

  it('never holds longer than it may: the playlist goes on as it came', async () => {
    const stage = setVod({ decide: () => ({ delayMs: 60_000 }) });
    await stage.clock.advance(6000);
    expect(stage.player.frames.length).toBeGreaterThan(30);
    await stage.clock.advance(30_000);
    expect(names(stage)).toEqual(['content']);
    stage.end();
  });

  it('hands playlists on as they came when the session ends while they are held', async () => {
    const stage = setVod({ decide: () => ({ delayMs: 60_000 }) });
    await stage.clock.advance(200);
    expect(stage.player.frames).toEqual([]);
    stage.end();
    await stage.clock.advance(200);
    expect(stage.player.audio()).toBe(vod('audio'));
  });
});
