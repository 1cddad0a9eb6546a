import { createAdSession, type BreakReport } from '@cutaway/core';
import { vmapReader } from '@cutaway/core/vast';
import { hlsjs } from '@cutaway/hlsjs';
import { shaka as shakaPort } from '@cutaway/shaka';
import Hls from 'hls.js';
import type shakaNamespace from 'shaka-player';
import { putVideo } from './support/put-video.js';
import { watchColours, type ColourFrame } from './support/watch-colours.js';

export interface VodSeen {
  readonly frames: readonly ColourFrame[];
  readonly reports: readonly BreakReport[];
  /** The page's clock when the content's element said that it had ended. */
  readonly endedAtMs: readonly number[];
  /** Where content was paused, in seconds, and the page's clock then. */
  readonly stills: readonly { readonly atMs: number; readonly seconds: number }[];
  readonly errors: readonly string[];
  readonly videos: number;
  /** The content's element at the end. */
  readonly visibility: string;
}

declare global {
  interface Window {
    /** Plays a film from its start to its end, with the breaks of the VMAP at `/vmap`. */
    playFilm(engine: 'hlsjs' | 'shaka', film: string): Promise<VodSeen>;
  }
}

declare const shaka: typeof shakaNamespace;

const errors: string[] = [];
window.addEventListener('error', ({ message }) => errors.push(message));
window.addEventListener('unhandledrejection', ({ reason }) => errors.push(`unhandled: ${String(reason)}`));

function open(engine: 'hlsjs' | 'shaka', video: HTMLVideoElement) {
  if (engine === 'hlsjs') {
    const hls = new Hls({ enableInterstitialPlayback: false });
    const load = (film: string): void => {
      hls.loadSource(film);
      hls.attachMedia(video);
    };
    return { player: hlsjs(hls, video), load };
  }
  const player = new shaka.Player();
  return {
    player: shakaPort(player, video),
    load: (film: string) => player.attach(video).then(() => player.load(film)),
  };
}

window.playFilm = async (engine, film) => {
  const { video, stage } = putVideo();
  video.muted = true;
  const frames = watchColours(stage);
  const { player, load } = open(engine, video);
  const session = createAdSession({
    player,
    decision: { url: `${location.origin}/vmap`, reader: vmapReader },
    strategy: 'secondElement',
    mediaBudgetMs: 10_000, // a shared machine is slow to load an ad
  });
  const reports: BreakReport[] = [];
  session.on('report', (report) => reports.push(report));
  const endedAtMs: number[] = [];
  video.addEventListener('ended', () => endedAtMs.push(performance.now()));
  const stills: { atMs: number; seconds: number }[] = [];
  video.addEventListener('pause', () => stills.push({ atMs: performance.now(), seconds: video.currentTime }));
  await Promise.resolve(load(film));
  // Content that is held back for a pre-roll is paused: who asked for it hears so, and it plays by itself afterwards.
  video.play().catch(() => undefined);
  for (let ms = 0; ms < 60_000 && (endedAtMs.length === 0 || reports.length < 3); ms += 250)
    await new Promise((resolve) => setTimeout(resolve, 250));
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return {
    ...{ frames, reports, endedAtMs, stills, errors },
    videos: document.querySelectorAll('video').length,
    visibility: getComputedStyle(video).visibility,
  };
};
