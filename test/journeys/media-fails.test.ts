import { describe, expect, it } from 'vitest';
import { adPlaylists, anAd, aReply } from '@cutaway/testkit';
import { setStage, type Stage } from './stage.js';

/** The longest time without a frame of content, in a span of the journey. */
function longestFreezeMs({ player }: Stage): number {
  let longest = 0;
  for (let n = 1; n < player.frames.length; n++) {
    longest = Math.max(longest, (player.frames[n]?.atMs ?? 0) - (player.frames[n - 1]?.atMs ?? 0));
  }
  return longest;
}

describe('ad media that', () => {
  it('is moved by its server is asked for where its playlists came from, and plays', async () => {
    const ASKED = 'https://ads.example/';
    const MOVED = 'https://cdn.example/';
    const playlists: Readonly<Record<string, string>> = { ...adPlaylists('one'), ...adPlaylists('two') };
    const stage = setStage({
      serve(url) {
        const text = playlists[url] ?? playlists[url.replace(MOVED, ASKED)];
        if (text !== undefined) return { text, url: url.replace(ASKED, MOVED) };
        // Segments are only there.
        return url.startsWith(ASKED) ? { status: 404 } : null;
      },
    });
    await stage.clock.advance(60_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'two', 'content']);
    expect(stage.beacons().filter((beacon) => beacon.includes('error'))).toEqual([]);
    stage.end();
  });

  it('is one file with all of it is asked for to the end of its first segment before the break, and plays', async () => {
    const FILE =
      '#EXTM3U\n#EXT-X-MAP:URI="ad.mp4",BYTERANGE="800@0"\n#EXTINF:5.76,\n#EXT-X-BYTERANGE:200000@1000\nad.mp4\n';
    const stage = setStage({
      ads: [anAd('one')],
      serve: (url) => (/(video|audio)\.m3u8$/.test(url) ? { text: `${FILE}#EXT-X-ENDLIST\n` } : null),
    });
    await stage.clock.advance(60_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'content']);
    const media = stage.requests.filter(({ request }) => request.url.endsWith('/ad.mp4'));
    expect(media.map(({ request }) => request.range)).toEqual([{ offset: 0, length: 201_000 }]);
    stage.end();
  });

  it('is not there never takes the screen, and each ad hears 401', async () => {
    const stage = setStage({ serve: (url) => (url.includes('/ads/') ? { status: 404 } : null) });
    await stage.clock.advance(60_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content']);
    expect(stage.beacons()).toEqual(['one/error?code=401', 'two/error?code=401']);
    expect(stage.reports[0]?.outcome).toBe('lost');
    stage.end();
  });

  it('never answers is given up in time, and each ad hears 402', async () => {
    const stage = setStage({ serve: (url) => (url.includes('.m4s') ? { delayMs: 60_000 } : null) });
    await stage.clock.advance(60_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content']);
    expect(stage.beacons()).toEqual(['one/error?code=402', 'two/error?code=402']);
    stage.end();
  });

  it.each([
    ['as long as its media may take: it hears 402', 50, 'MEDIA_TIMEOUT', ['one/error?code=402', 'two/notUsed']],
    [
      'less than that, since its pod came late: no ad is to blame',
      22_000,
      'BREAK_TOO_LATE',
      ['one/notUsed', 'two/notUsed'],
    ],
  ])('is not ready when the break is over, after %s', async (_what, delayMs, cause, beacons) => {
    const stage = setStage({
      session: { strategy: 'secondElement' },
      decide: () => ({ delayMs, text: JSON.stringify(aReply([anAd('one'), anAd('two')])) }),
      hear: (tell) => (fact) => fact.type !== 'ad-ready' && tell(fact),
    });
    await stage.clock.advance(70_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content']);
    expect(stage.beacons()).toEqual(beacons);
    expect(stage.reports).toMatchObject([{ outcome: 'lost', causes: [{ name: cause }] }]);
    stage.end();
  });

  it('is not ready when the break is over, asked for only when the ad before it had failed: no second ad is to blame', async () => {
    const stage = setStage({
      session: { strategy: 'secondElement' },
      hear: (tell) => (fact) => fact.type !== 'ad-ready' && tell(fact),
    });
    await stage.clock.advance(31_500);
    stage.player.say({ type: 'ad-failed', adInstanceId: 'one', error: 'MEDIA_NOT_FOUND', detail: 'status 404' });
    await stage.clock.advance(40_000);
    expect(stage.beacons()).toEqual(['one/error?code=401', 'two/notUsed']);
    const causes = stage.reports[0]?.causes.map(({ name }) => name);
    expect(causes).toEqual(['MEDIA_NOT_FOUND', 'BREAK_TOO_LATE']);
    stage.end();
  });

  it.each(['secondElement', 'reattach'] as const)(
    'breaks off on the screen (%s) stays there until the next ad is',
    async (strategy) => {
      const stage = setStage({ session: { strategy } });
      while (!stage.beacons().includes('one/midpoint')) await stage.clock.advance(200);
      const before = stage.player.commands.length;
      stage.player.say({ type: 'ad-failed', adInstanceId: 'one', error: 'MEDIA_DECODE', detail: 'broken' });
      expect(stage.player.commands.slice(before)).toMatchObject([{ type: 'show-ad', adInstanceId: 'two' }]);
      await stage.clock.advance(60_000);
      expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'two', 'content']);
      expect(stage.beacons().filter((beacon) => beacon.includes('error'))).toEqual(['one/error?code=405']);
      stage.end();
    },
  );

  it('stops in the middle of a stitched ad: content is back within 3 s, the ad hears 402 once', async () => {
    const stage = setStage({ player: { isBroken: (uri) => uri.includes('/ads/two/video/1.m4s') } });
    await stage.clock.advance(70_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'two', 'content']);
    expect(longestFreezeMs(stage)).toBeLessThanOrEqual(3000);
    expect(stage.beacons().filter((beacon) => beacon.includes('error'))).toEqual(['two/error?code=402']);
    expect(stage.beacons()).not.toContain('two/complete');
    expect(stage.reports.map(({ outcome }) => outcome)).toEqual(['partial']);
    stage.end();
  });

  it('comes without one segment, for which another stands in: the ad hears of it once and is cut where it is not published yet', async () => {
    const stage = setStage();
    while (!stage.beacons().includes('one/start')) await stage.clock.advance(200);
    const url = 'https://ads.example/ads/two/video/1.m4s';
    stage.player.say({ type: 'segment-failed', url, status: 404 });
    stage.player.say({ type: 'segment-failed', url: url.replace('1.m4s', '2.m4s'), status: 0 });
    await stage.clock.advance(60_000);
    const shown = stage.shown();
    expect(shown.map(({ what }) => what)).toEqual(['content', 'one', 'two', 'content']);
    expect(shown.slice(1, 3).map(({ ms }) => Math.round(ms / 1920))).toEqual([3, 1]);
    expect(longestFreezeMs(stage)).toBeLessThanOrEqual(100);
    const ofTwo = stage.beacons().filter((beacon) => beacon.startsWith('two/'));
    expect(ofTwo).toEqual([
      'two/impression',
      'two/creativeView',
      'two/start',
      'two/firstQuartile',
      'two/error?code=401',
    ]);
    expect(stage.beacons()).toContain('one/complete');
    expect(stage.reports[0]?.ads.map(({ outcome }) => outcome)).toEqual(['played', 'failed']);
    expect(stage.player.faults).toEqual([]);
    stage.end();
  });

  it('comes without its third segment, of which the first two are seen: what is seen counts, and then it fails', async () => {
    const stage = setStage();
    while (!stage.beacons().includes('one/start')) await stage.clock.advance(200);
    stage.player.say({ type: 'segment-failed', url: 'https://ads.example/ads/one/video/2.m4s', status: 404 });
    await stage.clock.advance(60_000);
    const ofOne = stage.beacons().filter((beacon) => beacon.startsWith('one/'));
    expect(ofOne.slice(2)).toEqual(['one/start', 'one/firstQuartile', 'one/midpoint', 'one/error?code=401']);
    stage.end();
  });

  it.each([
    [0, 402],
    [200, 405],
  ])('has a segment of status %i hears %i', async (status, code) => {
    const stage = setStage();
    while (!stage.beacons().includes('one/start')) await stage.clock.advance(200);
    stage.player.say({ type: 'segment-failed', url: 'https://ads.example/ads/one/video/2.m4s', status });
    await stage.clock.advance(60_000);
    expect(stage.beacons().filter((beacon) => beacon.includes('error'))).toEqual([`one/error?code=${code}`]);
    stage.end();
  });

  it('does not even start in the stitch: content is back within 3 s', async () => {
    const stage = setStage({ player: { isBroken: (uri) => uri.includes('/ads/one/') } });
    await stage.clock.advance(70_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content']);
    expect(longestFreezeMs(stage)).toBeLessThanOrEqual(3000);
    expect(stage.beacons().filter((beacon) => beacon.includes('error'))).toEqual(['one/error?code=402']);
    expect(stage.beacons()).not.toContain('one/impression');
    stage.end();
  });

  it('is as good as before where a segment of content was gone 7 s ahead of it, and the player has gone on', async () => {
    const stage = setStage({ session: { strategy: 'stitch' } });
    await stage.clock.advance(14_000);
    const url = 'https://origin.example/hi/1.m4s';
    stage.player.say({ type: 'content-failed', url, status: 503, fatal: true, detail: 'fragLoadError' });
    await stage.clock.advance(60_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'two', 'content']);
    expect(stage.beacons().filter((beacon) => /error|notUsed/.test(beacon))).toEqual([]);
    expect(stage.reports[0]?.outcome).toBe('played');
    stage.end();
  });

  it('is taken out of the text ahead of its time where something of what is loaded does not decode, and nobody says what', async () => {
    const stage = setStage({ session: { strategy: 'stitch' } });
    await stage.clock.advance(18_000);
    stage.player.say({ type: 'content-failed', url: null, status: null, fatal: true, detail: 'Shaka Error 3014' });
    await stage.clock.advance(60_000);
    expect(stage.player.commands.filter(({ type }) => type === 'reload-content')).toHaveLength(1);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content']);
    expect(stage.beacons().filter((beacon) => /error|notUsed/.test(beacon))).toEqual([
      ...['one/error?code=402', 'two/notUsed'],
    ]);
    stage.end();
  });

  it.each(['ELEMENT_REFUSED', 'AUTOPLAY_REFUSED'] as const)(
    'meets %s: content goes on and the ad hears 405 once',
    async (error) => {
      const stage = setStage({ session: { strategy: 'secondElement' }, player: { ads: () => error } });
      await stage.clock.advance(60_000);
      expect(stage.shown().map(({ what }) => what)).toEqual(['content']);
      expect(stage.beacons().filter((beacon) => beacon.includes('error'))).toEqual(['one/error?code=405']);
      expect(stage.reports[0]?.causes.map(({ name }) => name)).toEqual([error]);
      stage.end();
    },
  );
});
