import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COUNT_CALLS, FORGET } from './support/one-decoder.js';
import { openSessionLab, type SessionLab } from './support/session-lab.js';

/** What a break may not change of the content's element; null: there is none. */
function snapshot() {
  const video = document.querySelector('video');
  if (!video) return null;
  const { playbackRate, volume, muted, loop, paused, currentTime } = video;
  const styles = (node: Element | null) => node && [node.getAttribute('style'), node.getAttribute('class')];
  return {
    kept: {
      ...{ playbackRate, volume, muted, loop, paused },
      // What a player hears of its stream is in tracks of its own, which come with the stream.
      texts: [...video.textTracks]
        .filter(({ kind }) => kind !== 'metadata')
        .map(({ kind, label, language, mode }) => ({ kind, label, language, mode })),
      attributes: video.getAttributeNames().filter((name) => name !== 'src'),
      styles: [styles(video), styles(video.parentElement)],
      videos: document.querySelectorAll('video').length,
    },
    mediaMs: currentTime * 1000,
    atMs: performance.now(),
  };
}

describe.each([
  ['cutaway', 'stitch'],
  ['cutaway', 'secondElement'],
  ['shaka', 'stitch'],
  ['shaka', 'secondElement'],
] as const)('a live break over %s with %s, in Chromium', (engine, strategy) => {
  let lab: SessionLab;
  let before: ReturnType<typeof snapshot>;
  beforeAll(async () => {
    lab = await openSessionLab({ engine, channel: { schedule: 'none', podMs: 5760 } });
    await lab.play({ strategy }, FORGET + COUNT_CALLS);
    await lab.until(({ frames }) => frames.length > 10, 30_000);
    await lab.browser.execute(() => {
      const video = document.querySelector('video')!;
      video.addTextTrack('captions', 'spoken words', 'en').mode = 'showing';
      video.volume = 0.4;
      video.muted = false;
      video.loop = true;
      video.style.borderRadius = '7px';
    });
    before = await lab.browser.execute(snapshot);
    lab.channel.breakNow({ durationMs: 5760 });
    await lab.untilReports(1);
    await lab.browser.pause(1500);
  }, 120_000);
  afterAll(() => lab.close());

  it('leaves the content as it was: rate, sound, tracks, loop, style, and where the programme is by then (R7)', async () => {
    const [report] = await lab.reports();
    expect(report).toMatchObject({ strategy, outcome: 'played', causes: [] });
    const after = await lab.browser.execute(snapshot);
    expect(after?.kept).toEqual(before?.kept);
    expect(after?.kept.texts).toContainEqual(expect.objectContaining({ label: 'spoken words', mode: 'showing' }));
    const passedMs = (after?.atMs ?? 0) - (before?.atMs ?? 0);
    expect(Math.abs((after?.mediaMs ?? 0) - (before?.mediaMs ?? 0) - passedMs)).toBeLessThan(1920);
  });

  it('seeks nowhere to cross its boundaries, and reports none (R10)', async () => {
    const { frames } = await lab.log();
    const ads = frames.filter(({ what }) => what === 'red' || what === 'green');
    const [first, last] = [ads[0]?.atMs ?? NaN, ads[ads.length - 1]?.atMs ?? NaN];
    const seeks = await lab.browser.execute(() => window.called.seeks);
    expect(last - first).toBeGreaterThan(5000);
    expect(seeks.filter(({ content, atMs }) => content && atMs > first - 1000 && atMs < last + 1500)).toEqual([]);
    const [report] = await lab.reports();
    expect(report?.seeks).toBe(0);
  });

  it('asks one play() at a time of each element, and none is left alone (R4)', async () => {
    expect(await lab.browser.execute(() => window.called.mostPlays)).toBe(1);
    expect((await lab.log()).errors).toEqual([]);
  });
});
