import type { ChosenTrack, StrategyWish } from '@cutaway/core';
import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { setStage, type Stage, type StageOptions } from './stage.js';

const VTT = 'WEBVTT\n\n00:00.000 --> 00:02.000\nHalf price\n\n00:02.000 --> 00:04.000\nthis week\n';
const URL = 'https://ads.example/captions/';
const ENGLISH: ChosenTrack = { language: 'en', role: null };
const captions = ['en', 'de'].map((language) => ({ url: `${URL}${language}.vtt`, type: 'text/vtt', language }));

interface Screening {
  readonly stage: Stage;
  /** The captions that the viewer has on. */
  wish(text: ChosenTrack | null): void;
}

/** Two ads, the first with captions; the player tells what the viewer has on with each of its looks. */
function screening(options: StageOptions = {}, first: ChosenTrack | null = ENGLISH): Screening {
  let text = first;
  const stage = setStage({
    ads: [anAd('one', { captions }), anAd('two')],
    player: { rendition: () => ({ throughputKbps: null, variant: null }) },
    serve: (url) => (url.startsWith(URL) ? { text: VTT } : null),
    hear: (tell) => (fact) => tell(fact.type === 'rendition' ? { ...fact, text } : fact),
    ...options,
  });
  return { stage, wish: (now) => void (text = now) };
}
const asked = ({ requests }: Stage): string[] =>
  requests.flatMap(({ request: { url } }) => (url.startsWith(URL) ? url.slice(URL.length) : []));
/** What was to be read, in its order, with the ad that it was over. */
const read = ({ views }: Stage): string[] =>
  views
    .map(({ ad }) => (ad?.captions ? `${ad.adInstanceId}: ${ad.captions.join(' / ')}` : ''))
    .filter((line, n, lines) => line !== '' && line !== lines[n - 1]);
const causes = ({ reports }: Stage): string[] => reports.flatMap((report) => report.causes.map(({ name }) => name));

describe('captions of an ad that come as a file (R85)', () => {
  it.each<StrategyWish>(['stitch', 'secondElement', 'reattach'])(
    'are read over it in their time: %s',
    async (strategy) => {
      const { stage } = screening({ session: { strategy } });
      await stage.clock.advance(60_000);
      expect(stage.reports[0]).toMatchObject({ strategy, outcome: 'played', causes: [] });
      expect(asked(stage)).toEqual(['en.vtt']);
      expect(read(stage)).toEqual(['one: Half price', 'one: this week']);
      stage.end();
    },
  );

  it('keep those in the media of the ad off, and only of that one', async () => {
    const { stage } = screening({ session: { strategy: 'secondElement' } });
    await stage.clock.advance(60_000);
    const prepared = stage.player.commands.flatMap((command) => (command.type === 'prepare-ad' ? [command] : []));
    expect(prepared.map(({ adInstanceId, captioned }) => [adInstanceId, captioned])).toEqual([
      ['one', true],
      ['two', undefined],
    ]);
    stage.end();
  });

  it('are here before the ad is', async () => {
    const { stage } = screening();
    await stage.clock.advance(60_000);
    const [askedAt = NaN] = stage.requests.filter(({ request }) => request.url.startsWith(URL)).map(({ atMs }) => atMs);
    const shownAt = stage.player.frames.find(({ what }) => what !== 'content')?.atMs ?? NaN;
    expect(askedAt).toBeLessThan(shownAt);
    stage.end();
  });

  it('are not asked for where the viewer has captions off', async () => {
    const { stage } = screening({}, null);
    await stage.clock.advance(60_000);
    expect(asked(stage)).toEqual([]);
    expect(read(stage)).toEqual([]);
    stage.end();
  });

  it('come and go with what he wants in the ad', async () => {
    const { stage, wish } = screening({}, null);
    const untilAd = async (): Promise<void> => {
      while (stage.views.at(-1)?.ad?.adInstanceId !== 'one') await stage.clock.advance(100);
    };
    await untilAd();
    wish({ language: 'de', role: null });
    await stage.clock.advance(1500);
    expect(asked(stage)).toEqual(['de.vtt']);
    expect(stage.views.at(-1)?.ad?.captions).toEqual(['Half price']);
    wish(null);
    await stage.clock.advance(1500);
    expect(stage.views.at(-1)?.ad).toMatchObject({ adInstanceId: 'one' });
    expect(stage.views.at(-1)?.ad?.captions).toBeUndefined();
    stage.end();
  });

  it('that were turned off again before the ad do not come with content that leaves its element', async () => {
    const { stage, wish } = screening({ session: { strategy: 'reattach' } });
    while (asked(stage).length === 0) await stage.clock.advance(100);
    wish(null);
    await stage.clock.advance(45_000);
    expect(stage.reports[0]).toMatchObject({ strategy: 'reattach', outcome: 'played' });
    expect(read(stage)).toEqual([]);
    stage.end();
  });

  it('stay while content has left its element, whose tracks say nothing then', async () => {
    const { stage, wish } = screening({ session: { strategy: 'reattach' } });
    while (stage.views.at(-1)?.ad?.adInstanceId !== 'one') await stage.clock.advance(100);
    wish(null);
    await stage.clock.advance(30_000);
    expect(read(stage)).toEqual(['one: Half price', 'one: this week']);
    stage.end();
  });

  it.each<[string, StageOptions['serve'], string[]]>([
    ['are not there', () => ({ status: 404 }), ['CAPTIONS_FAILED']],
    ['are a page of another kind', () => ({ text: '<html>gone</html>' }), ['CAPTIONS_FAILED']],
    ['do not come in time', () => ({ delayMs: 3_600_000 }), ['CAPTIONS_FAILED']],
    ['say nothing, since nobody speaks', () => ({ text: 'WEBVTT\n' }), []],
  ])('that %s leave the ad as it is', async (_, serve, expected) => {
    const { stage } = screening({ serve: (url) => (url.startsWith(URL) ? (serve?.(url) ?? null) : null) });
    await stage.clock.advance(60_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'two', 'content']);
    expect(causes(stage)).toEqual(expected);
    expect(stage.beacons().filter((beacon) => beacon.includes('error'))).toEqual([]);
    expect(read(stage)).toEqual([]);
    stage.end();
  });

  it('whose request throws leave the ad as it is', async () => {
    let texts = 0;
    const onPortCall = (port: string): void => {
      // The decision is the first text that is asked for, and an element of its own needs no other.
      if (port === 'http text' && ++texts === 2) throw new Error('the port fails');
    };
    const { stage } = screening({ session: { strategy: 'secondElement' }, onPortCall });
    await stage.clock.advance(60_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'two', 'content']);
    expect(stage.reports[0]?.causes).toEqual([
      { name: 'CAPTIONS_FAILED', adInstanceId: 'one', detail: 'Error: the port fails' },
    ]);
    stage.end();
  });

  it('in a notation that nobody reads are named once', async () => {
    const scc = [{ url: `${URL}a.scc`, type: 'text/x-scc', language: 'en' }];
    const { stage } = screening({ ads: [anAd('one', { captions: scc })] });
    await stage.clock.advance(60_000);
    expect(stage.reports[0]?.causes).toEqual([
      { name: 'CAPTIONS_FAILED', adInstanceId: 'one', detail: `${URL}a.scc (text/x-scc)` },
    ]);
    stage.end();
  });
});
