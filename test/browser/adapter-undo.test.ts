import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from './adapter-page.js';
import { openAdapterLab, type AdapterLab } from './support/adapter-lab.js';
import { COUNT_ALIVE } from './support/count-alive.js';

const RED = { url: '/media/ads/ad-red/exact/main.m3u8', mime: 'application/vnd.apple.mpegurl' };

describe('hlsjs(): the undo of connect (real Chromium)', () => {
  let lab: AdapterLab;
  beforeAll(async () => {
    lab = await openAdapterLab();
  });
  afterAll(() => lab.close());

  it.each(['nothing', 'prepared', 'starting', 'shown', 'leaving', 'failed'] as const)(
    'leaves no element, listener, timer or frame callback, and no fact is told later (%s)',
    async (stage) => {
      await lab.fresh(COUNT_ALIVE);
      const seen = await lab.browser.execute(
        async (ad, at) => {
          const { lab } = window;
          await lab.open('/media/content/main.m3u8', { plain: true, unwatched: true });
          const video = window.hls.media as HTMLVideoElement;
          // What hls.js starts for itself has started by then, and all is loaded: its loaders have timers of their own.
          const isLoaded = (): boolean =>
            video.buffered.length > 0 && video.buffered.end(video.buffered.length - 1) > video.duration - 0.5;
          while (video.currentTime < 1.2 || !isLoaded()) await lab.wait(50);
          await lab.wait(200);
          const hlsBefore = Object.values(window.lab.hlsEvents).map((name) => window.hls.listenerCount(name));
          const before = window.alive();
          const interstitialsBefore = window.hls.config.enableInterstitialPlayback;
          lab.connectLate();
          const during = window.alive();
          if (at !== 'nothing')
            lab.run({
              type: 'prepare-ad',
              adInstanceId: 'x',
              ...ad,
              ...(at === 'failed' ? { url: '/none.m3u8' } : {}),
            });
          if (at === 'failed') await lab.fact('ad-failed', 3000);
          else if (at !== 'nothing' && at !== 'prepared') {
            await lab.fact('ad-ready', 3000);
            lab.run({ type: 'show-ad', adInstanceId: 'x' });
            if (at !== 'starting') await lab.fact('ad-frame', 3000);
            if (at === 'leaving') lab.run({ type: 'show-content' });
          }
          lab.undo();
          const told = lab.facts().length;
          const after = window.alive();
          await lab.wait(700);
          return {
            before,
            during,
            after,
            hlsBefore,
            hlsAfter: Object.values(window.lab.hlsEvents).map((name) => window.hls.listenerCount(name)),
            told: lab.facts().length - told,
            videos: document.querySelectorAll('video').length,
            position: video.parentElement?.style.position,
            sound: [video.muted, video.volume],
            playing: !video.paused,
            pLoader: 'pLoader' in window.hls.config ? typeof window.hls.config.pLoader : 'gone',
            interstitials: [interstitialsBefore, window.hls.config.enableInterstitialPlayback],
            error: lab.error(),
          };
        },
        RED,
        stage,
      );
      expect(seen.during.listeners).toBeGreaterThan(seen.before.listeners);
      expect(seen.during.frames).toBe(1);
      expect(seen.after).toEqual(seen.before);
      expect(seen.hlsAfter).toEqual(seen.hlsBefore);
      expect(seen).toMatchObject({
        told: 0,
        videos: 1,
        position: '',
        sound: [false, 1],
        playing: true,
        error: '',
      });
      expect(seen.interstitials[1]).toBe(seen.interstitials[0]);
      expect(['gone', 'undefined']).toContain(seen.pLoader);
    },
  );
});
