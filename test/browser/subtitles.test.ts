import type { BreakReport } from '@cutaway/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageLog, PagePlan } from './session-page.js';
import { cutsOf } from './support/cuts.js';
import { openOddLab, type OddLab } from './support/odd-lab.js';
import { subtitleChannel } from './support/subtitled-channel.js';
import type { ChannelFront } from './support/front-channel.js';
import { SLACK_MS, WATCH_TEXT, type ReadsText, type Reading } from './support/watch-text.js';

const CAPTIONS = 'WEBVTT\n\n00:01.000 --> 00:04.000\nHalf price\n';
const captions = [{ url: '/captions.vtt', type: 'text/vtt', language: 'en' }];
const POD = [
  { kind: 'exact', colour: 'red', change: { captions } },
  { kind: 'exact', colour: 'green' },
] as const;

describe.each([
  ['hls.js', 'cutaway', false],
  ['Shaka', 'shaka', false],
  ['Shaka, which draws them into the page by itself', 'shaka', true],
] as const)(
  'subtitles of the programme around a stitched break, live, in %s, in Chromium (R85)',
  (_, engine, drawsText) => {
    let lab: OddLab;
    let content: ChannelFront;
    let log: PageLog;
    let report: BreakReport | undefined;
    let text: readonly Reading[];
    let [leftMs, backMs] = [NaN, NaN];

    beforeAll(async () => {
      lab = await openOddLab({
        engine,
        pods: [POD],
        route: ({ pathname }) =>
          pathname === '/captions.vtt' ? { status: 200, type: 'text/vtt', body: CAPTIONS } : null,
        async inFront(channelUrl): Promise<Partial<PagePlan>> {
          content = await subtitleChannel(channelUrl);
          return { stream: content.liveUrl, drawsText };
        },
      });
      await lab.play({ strategy: 'stitch', ui: 'captions' }, WATCH_TEXT);
      await lab.browser.pause(4000);
      await lab.browser.execute(() => window.stage.showSubtitles());
      [report] = await lab.untilReports(1);
      await lab.browser.pause(4000);
      log = await lab.log();
      text = await lab.browser.execute(() => (window as unknown as ReadsText).text);
      const cuts = cutsOf(log.frames);
      [leftMs, backMs] = [cuts[0]?.atMs ?? NaN, cuts[cuts.length - 1]?.atMs ?? NaN];
    }, 100_000);
    afterAll(async () => {
      await lab.close();
      await content.close();
    });

    const between = (fromMs: number, toMs: number): readonly string[] =>
      text.filter(({ atMs }) => atMs > fromMs && atMs < toMs).map(({ read }) => read);

    it('are read before it', () => {
      expect(report).toMatchObject({ strategy: 'stitch', outcome: 'played', causes: [] });
      expect(between(leftMs - 3000, leftMs).filter((read) => /^Segment \d+$/.test(read)).length).toBeGreaterThan(10);
    });

    it('are not read over its ads', () => {
      const over = between(leftMs + SLACK_MS, backMs - SLACK_MS);
      expect(over.length).toBeGreaterThan(50);
      expect([...new Set(over)]).toEqual(['']);
    });

    it('give way to those of the ad, in their time', () => {
      const said = text.filter(({ ofAd }) => ofAd !== '');
      expect([...new Set(said.map(({ ofAd }) => ofAd))]).toEqual(['Half price']);
      const [first = NaN, last = NaN] = [said[0]?.atMs, said[said.length - 1]?.atMs];
      expect(Math.abs(first - leftMs - 1000)).toBeLessThan(SLACK_MS);
      expect(Math.abs(last - leftMs - 4000)).toBeLessThan(SLACK_MS);
    });

    it('are read again behind it, without a word from the viewer', () => {
      const behind = between(backMs + SLACK_MS, backMs + 3500).filter((read) => /^Segment \d+$/.test(read));
      expect(behind.length).toBeGreaterThan(10);
      expect(log.errors).toEqual([]);
    });
  },
);
