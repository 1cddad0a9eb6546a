import { adPlaylists, anAd, aReply } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { AD_MS, CONTENT_MS, EPOCH, FIRST_MS, SECOND_MS, vod } from './a-vod.js';
import { setStage, type Stage, type StageOptions } from './stage.js';
import { ofProgramme } from './vod-stage.js';

const names = ['a', 'b', 'c', 'd'];
const clockOf = (ms: number): string => `00:00:${(ms / 1000).toFixed(3).padStart(6, '0')}`;

/** Content in whose playlist no break is told. */
function setPlain({ player, ...options }: StageOptions): Stage {
  let asked = 0;
  return setStage({
    ads: names.map((name) => anAd(name)),
    decide: () => ({ delayMs: 50, text: JSON.stringify(aReply([anAd(names[asked++] ?? '')])) }),
    ...options,
    player: { origin: (rendition) => vod(rendition, []), loadsAfterMs: 20, ...player },
  });
}

const whole = [
  { what: 'content', ms: FIRST_MS },
  { what: 'a', ms: AD_MS },
  { what: 'content', ms: SECOND_MS - FIRST_MS },
  { what: 'b', ms: AD_MS },
  { what: 'content', ms: CONTENT_MS - SECOND_MS },
];
const contentTimes = ({ player }: Stage): number[] =>
  player.frames.filter(({ what }) => what === 'content').map(({ programMs }) => programMs - EPOCH);

/** The ad of a VMAP, segmented. */
const aBreak = (name: string, timeOffset: string): string => `<AdBreak timeOffset="${timeOffset}" breakType="linear">
  <AdSource><VASTAdData><VAST version="4.2"><Ad id="${name}"><InLine><AdTitle>${name}</AdTitle>
  <Impression><![CDATA[https://beacons.example/${name}/impression]]></Impression><Creatives><Creative><Linear>
  <Duration>00:00:05.760</Duration><MediaFiles><MediaFile delivery="streaming" type="application/x-mpegURL" width="480"
  height="270">https://ads.example/ads/${name}/main.m3u8</MediaFile></MediaFiles></Linear></Creative></Creatives></InLine></Ad>
  </VAST></VASTAdData></AdSource></AdBreak>`;

describe('breaks that nobody tells in the playlist of VOD, stitched before the player reads it', () => {
  it.each([
    ['times', [clockOf(FIRST_MS), clockOf(SECOND_MS)]],
    ['shares of it', ['20%', '60%']],
  ])('are those that the application places by %s', async (_how, breaks) => {
    const stage = setPlain({ session: { breaks } });
    await stage.clock.advance(60_000);
    expect(stage.shown()).toEqual(whole);
    expect(contentTimes(stage)).toEqual(contentTimes(stage).map((_, n) => n * 40));
    expect(stage.reports.map(({ strategy, outcome, causes }) => ({ strategy, outcome, causes }))).toEqual(
      [1, 2].map(() => ({ strategy: 'stitch', outcome: 'played', causes: [] })),
    );
    expect(stage.player.commands).toEqual([]);
    expect(stage.beacons().filter((beacon) => beacon.endsWith('/impression'))).toEqual([
      'a/impression',
      'b/impression',
    ]);
    stage.end();
  });

  it('are all of them: before content, in it and behind it', async () => {
    const stage = setPlain({ session: { breaks: ['start', clockOf(FIRST_MS), 'end'] } });
    await stage.clock.advance(60_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['a', 'content', 'b', 'content', 'c']);
    expect(stage.reports.map(({ strategy }) => strategy)).toEqual(['stitch', 'stitch', 'stitch']);
    stage.end();
  });

  it('give the screen back, too, where content ends with the post-roll', async () => {
    const stage = setPlain({ session: { breaks: ['end'] } });
    const switches: string[] = [];
    stage.session.on('switch', ({ to }) => switches.push(to));
    await stage.clock.advance(60_000);
    expect(switches).toEqual(['ad', 'content']);
    const [report] = stage.reports;
    expect(Math.abs((report?.returnedAtMs ?? 0) - (report?.startedAtMs ?? 0) - AD_MS)).toBeLessThan(300);
    expect(report?.cuts.map(({ to }) => to)).toEqual(['a', null]);
    stage.end();
  });

  it.each([
    ['with a pre-roll', [aBreak('c', 'start')], ['c']],
    ['without', [], []],
  ])('are those of a VMAP %s', async (_what, pre, first) => {
    const text = `<VMAP version="1.0">${[...pre, aBreak('a', clockOf(FIRST_MS)), aBreak('b', '60%')].join('')}</VMAP>`;
    const playlists = Object.assign({}, ...names.map((name) => adPlaylists(name))) as Record<string, string>;
    const stage = setPlain({
      session: ofProgramme,
      decide: () => ({ delayMs: 50, text }),
      serve: (url) => (url in playlists ? { text: playlists[url] ?? '' } : null),
    });
    await stage.clock.advance(70_000);
    expect(stage.shown().map(({ what }) => what)).toEqual([...first, ...whole.map(({ what }) => what)]);
    const strategies = stage.reports.flatMap(({ strategy }) => strategy ?? []);
    expect(strategies).toEqual([...first, 'a', 'b'].map(() => 'stitch'));
    expect(contentTimes(stage)).toEqual(contentTimes(stage).map((_, n) => n * 40));
    stage.end();
  });

  it('stay in it while an ad that cannot be stitched is on before content, however long it is', async () => {
    const mp4 = anAd('a');
    const ads = [{ ...mp4, durationMs: 15_000, mediaFiles: mp4.mediaFiles.slice(1) }, anAd('b')];
    let asked = 0;
    const stage = setPlain({
      session: { breaks: ['start', clockOf(FIRST_MS)] },
      decide: () => ({ delayMs: 50, text: JSON.stringify(aReply(ads.slice(asked, ++asked))) }),
      player: { ads: () => ({ durationMs: 15_000 }) },
    });
    await stage.clock.advance(60_000);
    expect(stage.shown()).toEqual([
      { what: 'a', ms: 15_000 },
      { what: 'content', ms: FIRST_MS },
      { what: 'b', ms: AD_MS },
      { what: 'content', ms: CONTENT_MS - FIRST_MS },
    ]);
    expect(stage.reports.map(({ strategy, outcome }) => [strategy, outcome])).toEqual([
      ['secondElement', 'played'],
      ['stitch', 'played'],
    ]);
    stage.end();
  });

  it('are played in another way where their decision is late, and content waits for it no longer than it may', async () => {
    const stage = setPlain({
      session: { breaks: [clockOf(FIRST_MS)], holdMs: 500 },
      decide: () => ({ delayMs: 1200, text: JSON.stringify(aReply([anAd('a')])) }),
    });
    await stage.clock.advance(60_000);
    expect((stage.player.frames[0]?.atMs ?? Infinity) - Date.UTC(2026, 0, 1, 12)).toBeLessThanOrEqual(600);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'a', 'content']);
    expect(stage.reports.map(({ strategy, outcome }) => [strategy, outcome])).toEqual([['secondElement', 'played']]);
    stage.end();
  });
});
