import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anAd } from '@cutaway/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageLog } from './session-page.js';
import { captionPicture } from './support/caption-picture.js';
import { cutsOf } from './support/cuts.js';
import type { ChannelFront } from './support/front-channel.js';
import { MEDIA_DIR } from './support/media-dir.js';
import { openOddLab, type OddLab } from './support/odd-lab.js';
import type { RouteAnswer } from './support/serve-page.js';
import { subtitleChannel } from './support/subtitled-channel.js';
import { SLACK_MS, WATCH_TEXT, type ReadsText } from './support/watch-text.js';

/** What the ad says in each of its segments of 1.92 s. */
const SAYS = ['Half price', 'Today', ''];
const SEGMENT_MS = 1920;

/** An ad with captions inside of its picture, and sound beside it. */
function captionedAd({ pathname }: URL): RouteAnswer | null {
  const [, name = ''] = /^\/captioned\/([\w.-]+)$/.exec(pathname) ?? [];
  if (name === '') return null;
  if (name === 'main.m3u8') return { status: 200, type: 'application/vnd.apple.mpegurl', body: MAIN };
  const file = readFileSync(join(MEDIA_DIR, 'ads/ad-red', /^audio/.test(name) ? 'exact' : 'video', name));
  const [, segment] = /^hi-00(\d)\.m4s$/.exec(name) ?? [];
  const body = segment === undefined ? file : captionPicture(file, SAYS[Number(segment)] ?? '');
  return { status: 200, type: /m3u8$/.test(name) ? 'application/vnd.apple.mpegurl' : 'video/mp4', body };
}
const MAIN = `#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Tone",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="1",URI="audio.m3u8"
#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="cc",NAME="English",LANGUAGE="en",INSTREAM-ID="CC1"
#EXT-X-STREAM-INF:BANDWIDTH=120000,RESOLUTION=480x270,CODECS="avc1.4d4015,mp4a.40.2",AUDIO="audio",CLOSED-CAPTIONS="cc"
hi.m3u8
`;

const mediaFiles = anAd('any')
  .mediaFiles.slice(0, 1)
  .map((file) => ({ ...file, url: '/captioned/main.m3u8' }));

describe.each([
  ['hls.js', 'cutaway', true],
  ['hls.js', 'cutaway', false],
  ['Shaka', 'shaka', true],
] as const)(
  'captions inside of the picture of an ad in its own element, in %s (%s), for a viewer who reads subtitles: %s (R85)',
  (_, engine, reads) => {
    let lab: OddLab;
    let content: ChannelFront;
    let log: PageLog;
    let text: ReadsText['text'];

    beforeAll(async () => {
      const pods = [[{ kind: 'exact', colour: 'red', change: { mediaFiles } } as const]];
      lab = await openOddLab({
        ...{ engine, pods, route: captionedAd },
        async inFront(channelUrl) {
          content = await subtitleChannel(channelUrl);
          return { stream: content.liveUrl };
        },
      });
      await lab.play({ strategy: 'secondElement' }, WATCH_TEXT);
      await lab.browser.pause(4000);
      await lab.browser.execute((isOn) => {
        if (isOn) return window.stage.showSubtitles();
        for (const track of document.querySelector('video')?.textTracks ?? []) track.mode = 'disabled';
      }, reads);
      const [report] = await lab.untilReports(1);
      expect(report).toMatchObject({ strategy: 'secondElement', outcome: 'played', causes: [] });
      await lab.browser.pause(3000);
      log = await lab.log();
      text = await lab.browser.execute(() => (window as unknown as ReadsText).text);
    }, 100_000);
    afterAll(async () => {
      await lab.close();
      await content.close();
    });

    const between = (fromMs: number, toMs: number): string[] => [
      ...new Set(text.filter(({ atMs }) => atMs > fromMs && atMs < toMs).map(({ read }) => read)),
    ];

    it('are read in their time, or not at all', () => {
      const shownMs = cutsOf(log.frames)[0]?.atMs ?? NaN;
      const inSegment = (n: number): string[] =>
        between(shownMs + n * SEGMENT_MS + SLACK_MS, shownMs + (n + 1) * SEGMENT_MS - SLACK_MS);
      expect(SAYS.map((_text, n) => inSegment(n))).toEqual(SAYS.map((said) => [reads ? said : '']));
      expect(log.errors).toEqual([]);
    });

    it('leave those of the programme as they were', () => {
      const behind = between((cutsOf(log.frames)[1]?.atMs ?? NaN) + SLACK_MS, Infinity);
      if (reads) expect(behind.filter((read) => /^Segment \d+$/.test(read))).not.toEqual([]);
      else expect(behind).toEqual(['']);
    });
  },
);
