import { anAd } from '@cutaway/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageLog } from './session-page.js';
import { CAPTIONED_AD, captionedAd, SAYS } from './support/captioned-ad.js';
import { cutsOf } from './support/cuts.js';
import type { ChannelFront } from './support/front-channel.js';
import { openOddLab, type OddLab } from './support/odd-lab.js';
import { captionedChannel, subtitleChannel } from './support/subtitled-channel.js';
import { SLACK_MS, WATCH_TEXT, type ReadsText } from './support/watch-text.js';

const SEGMENT_MS = 1920;
/**
 * Before the page: the source of captions loads late, as on a busy page, so that Chromium takes the first cues out of their track. The
 * load that comes at once is kept from everybody.
 */
const LATE_SOURCES = `
  const append = Node.prototype.appendChild;
  Node.prototype.appendChild = function (node) {
    if (node.nodeName === 'TRACK' && node.kind === 'captions') {
      const late = (event) => {
        event.stopImmediatePropagation();
        setTimeout(() => (node.src = 'data:,WEBVTT%0A'), 300);
      };
      node.addEventListener('load', late, { once: true });
    }
    return append.call(this, node);
  };
`;
const mediaFiles = anAd('any')
  .mediaFiles.slice(0, 1)
  .map((file) => ({ ...file, url: CAPTIONED_AD }));

describe.each([
  ['secondElement', 'hls.js', 'cutaway', 'subtitles'],
  ['secondElement', 'hls.js', 'cutaway', 'nothing'],
  ['secondElement', 'Shaka', 'shaka', 'subtitles'],
  ['reattach', 'hls.js', 'cutaway', 'captions'],
  ['reattach', 'Shaka', 'shaka', 'subtitles'],
] as const)(
  'captions inside of the picture of an ad, by %s, in %s (%s), for a viewer who reads %s of the programme (R85)',
  (strategy, _, engine, reads) => {
    let lab: OddLab;
    let content: ChannelFront;
    let log: PageLog;
    let text: ReadsText['text'];

    beforeAll(async () => {
      const pods = [[{ kind: 'exact', colour: 'red', change: { mediaFiles } } as const]];
      lab = await openOddLab({
        ...{ engine, pods, route: captionedAd },
        async inFront(channelUrl) {
          content = await (reads === 'captions' ? captionedChannel : subtitleChannel)(channelUrl);
          return { stream: content.liveUrl };
        },
      });
      await lab.play({ strategy }, engine === 'cutaway' ? WATCH_TEXT + LATE_SOURCES : WATCH_TEXT);
      await lab.browser.pause(4000);
      // hls.js has no choice of captions of its own: what shows is the page's to say.
      const mode: TextTrackMode = reads === 'captions' ? 'showing' : 'disabled';
      if (reads === 'subtitles') await lab.browser.execute(() => window.stage.showSubtitles());
      else
        await lab.browser.execute((wanted: TextTrackMode) => {
          for (const track of document.querySelector('video')?.textTracks ?? []) track.mode = wanted;
        }, mode);
      const [report] = await lab.untilReports(1);
      expect(report).toMatchObject({ strategy, outcome: 'played', causes: [] });
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
      expect(SAYS.map((_text, n) => inSegment(n))).toEqual(SAYS.map((said) => [reads === 'nothing' ? '' : said]));
      expect(log.errors).toEqual([]);
    });

    it('leave those of the programme as they were', () => {
      const behind = between((cutsOf(log.frames)[1]?.atMs ?? NaN) + SLACK_MS, Infinity);
      if (reads !== 'nothing') expect(behind.filter((read) => /^Segment \d+$/.test(read))).not.toEqual([]);
      else expect(behind).toEqual(['']);
    });
  },
);
