import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type OpenBrowser } from './support/browser.js';
import { cutsOf } from './support/cuts.js';
import { MEDIA_DIR } from './support/media-dir.js';
import { playerDir } from './support/player-dir.js';
import { servePage, type RouteAnswer, type ServedPage } from './support/serve-page.js';
import type { VodSeen } from './vod-page.js';

const FRAME_MS = 40;
const SEGMENTS = 5;
const MID_ROLL_MS = 4000;
const EVENTS = ['start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];

const tracking = (name: string, event: string): string =>
  `<Tracking event="${event}"><![CDATA[ORIGIN/beacon/${name}/${event}?at=[BREAKPOSITION]]]></Tracking>`;

/** An AdBreak with one progressive ad. */
function adBreak(name: string, timeOffset: string, colour: string): string {
  return `<AdBreak timeOffset="${timeOffset}" breakType="linear" breakId="${name}"><AdSource><VASTAdData><VAST version="4.2">
    <Ad id="${name}"><InLine><AdTitle>${name}</AdTitle><Impression>ORIGIN/beacon/${name}/impression?at=[BREAKPOSITION]</Impression>
    <Creatives><Creative><Linear><Duration>00:00:05.760</Duration>
    <TrackingEvents>${EVENTS.map((event) => tracking(name, event)).join('')}</TrackingEvents>
    <MediaFiles><MediaFile delivery="progressive" type="video/mp4" width="480" height="270">ORIGIN/media/ads/ad-${colour}/exact.mp4
    </MediaFile></MediaFiles></Linear></Creative></Creatives></InLine></Ad></VAST></VASTAdData></AdSource>
    <TrackingEvents>${['breakStart', 'breakEnd'].map((event) => tracking(name, event)).join('')}</TrackingEvents></AdBreak>`;
}

const VMAP = `<VMAP version="1.0">${adBreak('pre', 'start', 'red')}${adBreak('mid', '00:00:04', 'green')}${adBreak('post', 'end', 'red')}</VMAP>`;

/** The first segments of the committed programme. */
function short(name: string): string {
  const text = readFileSync(join(MEDIA_DIR, 'content', name), 'utf8');
  const [head = '', ...segments] = text.replace('#EXT-X-ENDLIST', '').trim().split('#EXTINF');
  if (segments.length === 0) return text;
  return [head, ...segments.slice(0, SEGMENTS)].join('#EXTINF') + '#EXT-X-ENDLIST\n';
}

describe.each(['hlsjs', 'shaka'] as const)('a film with a VMAP of its breaks, over %s (real Chromium)', (engine) => {
  const beacons: string[] = [];
  let page: ServedPage;
  let chromium: OpenBrowser;
  let seen: VodSeen;

  function route({ pathname, search }: URL): RouteAnswer | null {
    if (pathname === '/vmap') return { status: 200, type: 'text/xml', body: VMAP.replace(/ORIGIN/g, page.origin) };
    if (pathname.startsWith('/beacon/')) {
      beacons.push(pathname.slice('/beacon/'.length) + search);
      return { status: 200, type: 'text/plain', body: '' };
    }
    const playlist = /^\/film\/(\w+\.m3u8)$/.exec(pathname)?.[1];
    return playlist ? { status: 200, type: 'application/vnd.apple.mpegurl', body: short(playlist) } : null;
  }

  beforeAll(async () => {
    page = await servePage({
      entry: fileURLToPath(new URL('./vod-page.ts', import.meta.url)),
      mounts: { '/media': MEDIA_DIR, '/film': join(MEDIA_DIR, 'content'), '/shaka': playerDir('shaka-player') },
      body: '<script src="/shaka/shaka-player.compiled.js"></script>',
      route,
    });
    chromium = await openBrowser();
    await chromium.browser.setTimeout({ script: 90_000 });
    await chromium.browser.url(page.origin);
    seen = await chromium.browser.execute((which) => window.playFilm(which, '/film/main.m3u8'), engine);
    const top = seen.frames.filter(({ top }) => top);
    console.log(
      engine,
      JSON.stringify(
        {
          cuts: cutsOf(seen.frames),
          reports: seen.reports.map(({ brk, outcome, causes, leadMs }) => ({ id: brk.id, outcome, causes, leadMs })),
          ended: seen.endedAtMs,
          errors: seen.errors,
          videos: seen.videos,
          first: top.slice(0, 2),
        },
        null,
        1,
      ),
    );
    console.log(beacons.join('\n'));
    const content = top.filter(({ what }) => what === 'content');
    for (const { atMs, to } of cutsOf(seen.frames).filter(({ to }) => to !== 'content')) {
      const before = content.filter((frame) => frame.atMs < atMs).pop();
      const after = content.find((frame) => frame.atMs > atMs);
      console.log(to, before?.mediaMs, after?.mediaMs);
    }
  }, 120_000);
  afterAll(async () => {
    await chromium.close();
    await page.close();
  });

  it('shows no content before the pre-roll', () => {
    expect(seen.frames.filter(({ top }) => top)[0]?.what).toBe('red');
  });
});
