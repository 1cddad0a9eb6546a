import { anAd, aReply } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { setStage, type Stage, type StageOptions } from './stage.js';
import { vod } from './a-vod.js';

/** Not fMP4, and sound and picture together: nothing that goes into the timeline of this programme. */
const TRANSPORT_STREAM = '#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:5.76,\nad.ts\n#EXT-X-ENDLIST\n';
const names = ({ shown }: Pick<Stage, 'shown'>): string[] => shown().map(({ what }) => what);
const errors = ({ beacons }: Pick<Stage, 'beacons'>): string[] => beacons().filter((one) => one.includes('/error'));
const refusing =
  (...ads: readonly string[]) =>
  (url: string) =>
    ads.some((ad) => url.endsWith(`/${ad}/main.m3u8`)) ? { text: TRANSPORT_STREAM } : null;
const segmentedOnly = (name: string) => anAd(name, { mediaFiles: anAd(name).mediaFiles.slice(0, 1) });

async function play(options: StageOptions): Promise<Stage> {
  const stage = setStage(options);
  await stage.clock.advance(60_000);
  return stage;
}

describe('a break whose ads turn out not to fit into the timeline', () => {
  it.each([
    ['a second element', { secondElement: true }, 'secondElement'],
    ["the content's element", { secondElement: false }, 'reattach'],
  ] as const)('plays them in %s, and no ad hears an error', async (_where, player, strategy) => {
    const stage = await play({ serve: refusing('one', 'two'), player });
    expect(names(stage)).toEqual(['content', 'one', 'two', 'content']);
    expect(errors(stage)).toEqual([]);
    expect(stage.beacons().filter((beacon) => beacon.endsWith('/complete'))).toEqual(['one/complete', 'two/complete']);
    expect(stage.reports).toMatchObject([
      { strategy, outcome: 'played', causes: [], strategyReason: expect.stringContaining('2 of 2 ads: no video') },
    ]);
    stage.end();
  });

  it('goes another way as a whole where that shows more of its ads', async () => {
    const stage = await play({ serve: refusing('two') });
    expect(names(stage)).toEqual(['content', 'one', 'two', 'content']);
    expect(stage.reports).toMatchObject([{ strategy: 'secondElement', outcome: 'played' }]);
    stage.end();
  });

  it('stays in the timeline where another way shows no more, and who cannot be shown hears 403', async () => {
    const ads = [segmentedOnly('one'), segmentedOnly('two')];
    const stage = await play({
      ads,
      serve: refusing('two'),
      // An element that plays no HLS has no file of either.
      session: { chooseMediaFile: (ad, { preferHls }) => (preferHls ? (ad.mediaFiles[0] ?? null) : null) },
    });
    expect(names(stage)).toEqual(['content', 'one', 'content']);
    expect(errors(stage)).toEqual(['two/error?code=403']);
    expect(stage.reports).toMatchObject([{ strategy: 'stitch', outcome: 'partial' }]);
    stage.end();
  });

  it('is lost where nothing else is possible, and each ad hears 403 once', async () => {
    const stage = await play({ serve: refusing('one', 'two'), player: { secondElement: false, reattach: false } });
    expect(names(stage)).toEqual(['content']);
    expect(errors(stage)).toEqual(['one/error?code=403', 'two/error?code=403']);
    stage.end();
  });

  it('is lost where the application wants the stitch alone', async () => {
    const stage = await play({ serve: refusing('one', 'two'), session: { strategy: 'stitch' } });
    expect(errors(stage)).toEqual(['one/error?code=403', 'two/error?code=403']);
    stage.end();
  });

  it('is tried in the timeline again at the next break: it was the ads', async () => {
    let asked = 0;
    const stage = setStage({
      channel: { schedule: { atMs: [15_360, 40_320] } },
      serve: (url) => (/main\.m3u8/.test(url) && asked++ < 2 ? refusing('one', 'two')(url) : null),
    });
    await stage.clock.advance(80_000);
    expect(stage.reports.map(({ strategy }) => strategy)).toEqual(['secondElement', 'stitch']);
    stage.end();
  });

  it('goes another way in VOD too, while the other break of it is stitched', async () => {
    const ads = ['one', 'two', 'three', 'four'].map((name) => anAd(name));
    let asked = 0;
    const stage = setStage({
      ads,
      decide: () => ({ delayMs: 50, text: JSON.stringify(aReply(ads.slice(2 * asked, 2 * ++asked))) }),
      serve: refusing('one', 'two'),
      player: { origin: (rendition) => vod(rendition) },
    });
    await stage.clock.advance(60_000);
    expect(names(stage)).toEqual(['content', 'one', 'two', 'content', 'three', 'four', 'content']);
    expect(stage.reports.map(({ strategy, outcome }) => [strategy, outcome])).toEqual([
      ['secondElement', 'played'],
      ['stitch', 'played'],
    ]);
    expect(errors(stage)).toEqual([]);
    stage.end();
  });
});
