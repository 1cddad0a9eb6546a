import type { BreakReport } from '@cutaway/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageLog } from './session-page.js';
import { cutsOf, longestGapMs } from './support/cuts.js';
import { inOrder } from './support/in-order.js';
import { openSessionLab, type CollectedBeacon, type SessionLab } from './support/session-lab.js';

const WHOLE_AD = ['impression', 'creativeView', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];
const TWO_LANGUAGES = ['en', 'de'];

/** The channel's multivariant playlist, with its sound in two languages. */
async function withTwoLanguages(liveUrl: string): Promise<string> {
  const text = await (await fetch(liveUrl)).text();
  const lines = text.split('\n').flatMap((line) => {
    if (line.startsWith('#EXT-X-MEDIA:'))
      return TWO_LANGUAGES.map((language, n) =>
        line
          .replace(/NAME="[^"]*"/, `NAME="${language}",LANGUAGE="${language}"`)
          .replace('DEFAULT=YES', `DEFAULT=${n === 0 ? 'YES' : 'NO'}`)
          .replace(/URI="([^"]*)"/, (_, uri: string) => `URI="${new URL(uri, liveUrl).href}?language=${language}"`),
      );
    return line === '' || line.startsWith('#') ? [line] : [new URL(line, liveUrl).href];
  });
  return lines.join('\n');
}

describe.each(['cutaway', 'shaka'] as const)(
  'a viewer who changes quality and sound within the ads of a stitched break (%s, in Chromium)',
  (engine) => {
    let lab: SessionLab;
    let log: PageLog;
    let reports: readonly BreakReport[];
    let beacons: readonly CollectedBeacon[];
    let multivariant = '';
    const shown: { readonly height: number; readonly language: string | null }[] = [];

    const untilShown = (what: string): Promise<unknown> =>
      lab.browser.waitUntil(
        async () =>
          (await lab.browser.execute(
            () =>
              window.stage
                .log()
                .frames.filter(({ top }) => top)
                .at(-1)?.what,
          )) === what,
        { timeout: 40_000, interval: 100, timeoutMsg: `no frame of ${what}` },
      );

    beforeAll(async () => {
      lab = await openSessionLab({
        engine,
        channel: { schedule: { atMs: [19_200] }, podMs: 11_520 },
        route: ({ pathname }) =>
          pathname === '/two-languages.m3u8'
            ? { status: 200, type: 'application/vnd.apple.mpegurl', body: multivariant }
            : null,
      });
      multivariant = await withTwoLanguages(lab.channel.liveUrl);
      await lab.play({ stream: `${lab.origin}/two-languages.m3u8`, strategy: 'stitch' });
      const look = async (): Promise<number> => shown.push(await lab.browser.execute(() => window.stage.shows()));
      await untilShown('red');
      await look();
      await lab.browser.execute(() => window.stage.goLow());
      await untilShown('green');
      await look();
      await lab.browser.execute(() => window.stage.speak('de'));
      reports = await lab.untilReports(1, 30_000);
      await lab.browser.pause(2500);
      await look();
      log = await lab.log();
      beacons = await lab.beacons(log.sessionId);
    }, 110_000);
    afterAll(() => lab.close());

    it('sees what he chose, in the ads and in the content behind them', () => {
      expect(shown.map(({ height }) => height)).toEqual([270, 144, 144]);
      expect(shown.map(({ language }) => language)).toEqual(['en', 'en', 'de']);
    });

    it('sees both ads whole, and nothing twice', () => {
      expect(cutsOf(log.frames).map(({ to }) => to)).toEqual(['red', 'green', 'content']);
      expect(reports.map(({ outcome, causes, strategy }) => ({ outcome, causes, strategy }))).toEqual([
        { outcome: 'played', causes: [], strategy: 'stitch' },
      ]);
    });

    it('meets no freeze', () => {
      const firstCut = cutsOf(log.frames)[0]?.atMs ?? 0;
      expect(longestGapMs(log.frames, firstCut - 3000)).toBeLessThanOrEqual(500);
      expect(log.errors).toEqual([]);
    });

    it('is counted once for each event', () => {
      const ads = [...new Set(beacons.map(({ adInstanceId }) => adInstanceId))];
      expect(ads).toHaveLength(2);
      expect(beacons.every(({ count }) => count === 1)).toBe(true);
      for (const ad of ads)
        expect(inOrder(beacons.filter(({ adInstanceId }) => adInstanceId === ad).map(({ event }) => event))).toEqual(
          WHOLE_AD,
        );
    });
  },
);
