import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from './adapter-page.js';
import { openAdapterLab, type AdapterLab } from './support/adapter-lab.js';
import { COUNT_CALLS, FORGET, ONE_DECODER, UNKNOWN_TV } from './support/one-decoder.js';

const SOURCE = '/media/content/main.m3u8';

describe('a second element (real Chromium)', () => {
  let lab: AdapterLab;
  beforeAll(async () => {
    lab = await openAdapterLab();
  });
  afterAll(() => lab.close());

  /** Content plays; then the device is asked twice, and a port is made again as the next start would. */
  const probe = () =>
    lab.browser.execute(async (url) => {
      const { lab } = window;
      await lab.open(url, { unwatched: true });
      const before = window.port.abilities.secondElement;
      await lab.wait(800);
      const loadedBefore = window.called.loaded.size;
      const outcome = await lab.probe();
      const loaded = window.called.loaded.size;
      const again = await lab.probe();
      const from = lab.facts().length;
      await lab.wait(1000);
      const frames = lab.facts().slice(from);
      lab.undo();
      lab.connectLate();
      return {
        ...{ before, outcome, again, after: window.port.abilities.secondElement },
        loaded: [loadedBefore, loaded, window.called.loaded.size],
        videos: document.querySelectorAll('video').length,
        frames: frames.filter(({ type }) => type === 'content-frame').length,
        mostPlays: window.called.mostPlays,
        error: lab.error(),
      };
    }, SOURCE);

  it('is allowed at once in a browser of a desktop', async () => {
    await lab.fresh(FORGET + COUNT_CALLS);
    const allowed = await lab.browser.execute(async (url) => {
      await window.lab.open(url, { unwatched: true });
      return window.port.abilities.secondElement;
    }, SOURCE);
    expect(allowed).toBe(true);
  });

  it('is allowed on a TV that nobody knows from the start after a probe that succeeded, which is not made twice', async () => {
    await lab.fresh(FORGET + UNKNOWN_TV + COUNT_CALLS);
    const seen = await probe();
    expect(seen).toMatchObject({ before: false, outcome: 'works', again: 'works', after: true, videos: 1, error: '' });
    // The content alone until the application asks; then the film of the probe, once.
    expect(seen.loaded).toEqual([1, 2, 2]);
    expect(seen.frames).toBeGreaterThan(8);
  });

  it.each(Object.entries(ONE_DECODER))(
    'is refused by a device with one decoder (%s), and content goes on',
    async (_, device) => {
      await lab.fresh(FORGET + UNKNOWN_TV + device + COUNT_CALLS);
      const seen = await probe();
      expect(seen).toMatchObject({
        before: false,
        outcome: 'refused',
        again: 'refused',
        after: false,
        videos: 1,
        error: '',
      });
      expect(seen.frames).toBeGreaterThan(8);
      expect(seen.mostPlays).toBe(1);
    },
  );

  it('is not probed while content does not play, and nothing is kept of that', async () => {
    await lab.fresh(FORGET + UNKNOWN_TV + COUNT_CALLS);
    const seen = await lab.browser.execute(async (url) => {
      await window.lab.open(url, { unwatched: true });
      (window.hls.media as HTMLVideoElement).pause();
      const outcome = await window.lab.probe();
      return { outcome, kept: localStorage.getItem('cutaway-second-element'), loaded: window.called.loaded.size };
    }, SOURCE);
    expect(seen).toEqual({ outcome: 'unknown', kept: null, loaded: 1 });
  });
});
