import { describe, expect, it } from 'vitest';
import { aBreak } from './faulted-break.js';
import { judgePage } from './judge-page.js';
import type { PlayedPage } from './play-page.js';

const brk = aBreak(0, 2, 6700);
const at = brk.atMs;
const frames = { frames: 1, programMs: null };
const QUARTILES = ['start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];

/** A break that played well, on a page that left nothing behind: 3.84 s of red, 1.92 s of green. */
function aPage(over: Partial<PlayedPage> = {}): PlayedPage {
  const nothing = { listeners: 0, timeouts: 0, intervals: 0, frames: 0, observers: 0, videos: 0, objectUrls: 0 };
  const beacons = brk.ads.flatMap(({ name }, n) =>
    ['impression', ...QUARTILES].map((event) => [`/beacon/${name}/${event}`, [at + n * 3840 + 100]] as const),
  );
  return {
    ...{ player: 'hls.js', strategy: 'secondElement', breaks: [brk], holes: [], opened: [], reports: [] },
    ...{ internal: [], errors: [], trace: '', left: nothing, endMs: at + 10_000, beacons: new Map(beacons) },
    runs: [
      { ...frames, what: 'content', fromMs: 0, untilMs: at, brk: null },
      { ...frames, what: 'red', fromMs: at + 40, untilMs: at + 3840, brk },
      { ...frames, what: 'green', fromMs: at + 3880, untilMs: at + 5760, brk },
      { ...frames, what: 'content', fromMs: at + 5800, untilMs: at + 10_000, brk: null },
    ],
    ...over,
  };
}
/** Without some events of the second ad, and with its last frame so much later. */
function cutShort(missing: readonly string[], laterMs: number, holes: PlayedPage['holes'] = []): PlayedPage {
  const page = aPage();
  const [before, red, green, after] = page.runs as [PlayedPage['runs'][number], ...PlayedPage['runs']];
  const beacons = new Map(
    [...page.beacons].filter(([path]) => !missing.some((one) => path === `/beacon/b0-two/${one}`)),
  );
  const runs = [before, red, { ...green, untilMs: green!.untilMs + laterMs }, after] as PlayedPage['runs'];
  return aPage({ beacons, runs, holes });
}
const said = (page: PlayedPage): readonly string[] => judgePage(page).map(({ wrong }) => wrong);

describe('what is judged of a page of faulted breaks', () => {
  it('finds nothing where every ad was shown and every beacon came', () => {
    expect(said(aPage())).toEqual([]);
  });

  it('misses a beacon of what was shown', () => {
    expect(said(cutShort(['thirdQuartile'], 300))).toEqual(['thirdQuartile of b0-two came 0 times, shown 2220 ms']);
  });

  it('owes none for the time in which an ad stood still', () => {
    const hole = { fromMs: at + 4700, ms: 1600 };
    expect(said(cutShort(['thirdQuartile', 'complete'], 600, [hole]))).toEqual([]);
  });
});
