import type { PlayerPort } from '@cutaway/core';
import { plainVideo } from '@cutaway/element/plain-video';
import { hlsjs } from '@cutaway/hlsjs';
import { shaka as shakaPort } from '@cutaway/shaka';
import { checkConformance, type AdMedia, type RuleResult } from '@cutaway/testkit/conformance';
import Hls from 'hls.js';
import type shakaNamespace from 'shaka-player';
import { putVideo } from './support/put-video.js';

export type Engine = 'hls.js' | 'Shaka Player' | 'video element';

/** What a test asks the page to try. */
export interface Trial {
  readonly engine: Engine;
  readonly stream: string;
  readonly ads: { readonly first: AdMedia; readonly second: AdMedia; readonly missing: AdMedia };
}

declare global {
  interface Window {
    tryPort(trial: Trial): Promise<{ readonly results: readonly RuleResult[]; readonly errors: readonly string[] }>;
  }
}

declare const shaka: typeof shakaNamespace;

/** A player that loads nothing yet, as a port, and what makes it load. */
interface Made {
  readonly port: PlayerPort;
  load(stream: string): unknown;
}

const MAKE: Readonly<Record<Engine, (video: HTMLVideoElement) => Made>> = {
  'hls.js'(video) {
    const hls = new Hls({ startLevel: 1 });
    const port = hlsjs(hls, video);
    return {
      port,
      load(stream) {
        hls.attachMedia(video);
        hls.loadSource(stream);
      },
    };
  },
  'Shaka Player'(video) {
    const player = new shaka.Player();
    return { port: shakaPort(player, video), load: (stream) => player.attach(video).then(() => player.load(stream)) };
  },
  'video element': (video) => ({ port: plainVideo(video), load: (stream) => void (video.src = stream) }),
};

window.tryPort = async ({ engine, stream, ads }) => {
  const errors: string[] = [];
  // The host of the kit throws on purpose; an adapter that lets that pass to the page has kept playing.
  const note = (text: string): void => void (/on purpose/.test(text) || errors.push(text));
  window.addEventListener('error', ({ message }) => note(message));
  window.addEventListener('unhandledrejection', ({ reason }) => note(`unhandled: ${String(reason)}`));
  const { video } = putVideo();
  const { port, load } = MAKE[engine](video);
  const results = await checkConformance({
    port,
    ads,
    start: async () => {
      await load(stream);
      await video.play();
    },
    stage: {
      content: video,
      videos: () => [...document.querySelectorAll('video')],
      alive() {
        const { listeners, intervals, frames } = window.alive();
        return { listeners, intervals, frames };
      },
    },
  });
  return { results, errors };
};
