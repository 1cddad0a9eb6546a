import { createAdSession, type AdSession, type BreakReport, type PlayerPort, type SessionOptions } from '@cutaway/core';
import { hlsjs } from '@cutaway/hlsjs';
import { shaka as shakaPort } from '@cutaway/shaka';
import type HlsClass from 'hls.js';
import type { Fragment } from 'hls.js';
import type shakaNamespace from 'shaka-player';
import { putPlayer } from '../../test/browser/support/put-player.js';
import { isOurs, type Row } from './rows.js';
import { watchFrames, type ShownFrame } from './watch-frames.js';

/** What the page is told to play. */
export interface PagePlan {
  readonly row: Row;
  readonly stream: string;
  readonly decisionUrl: string;
}

/** Everything that the benchmark reads back. */
export interface PageLog {
  readonly sessionId: string;
  /** Added to the page's clock it gives the machine's, epoch milliseconds. */
  readonly epochMs: number;
  readonly nowMs: number;
  readonly frames: readonly ShownFrame[];
  readonly reports: readonly BreakReport[];
  readonly errors: readonly string[];
  readonly version: string;
}

declare const Hls: typeof HlsClass;
declare const shaka: typeof shakaNamespace;

declare global {
  interface Window {
    swap: { start(plan: PagePlan): void; log(): PageLog };
  }
}

/** A player that is told what to load once its ad code, or a session, is on it. */
interface Playing {
  readonly version: string;
  readonly port: () => PlayerPort;
  readonly load: (stream: string) => Promise<unknown> | void;
  /** Program time of a content frame, epoch milliseconds; null: not known. */
  readonly programMsAt: (mediaMs: number) => number | null;
}

const { stage, video, errors } = putPlayer({ width: 960 });

function onHls({ mode }: Row): Playing {
  const own = { inPlace: {}, reset: { interstitialAppendInPlace: false } }[mode as 'inPlace' | 'reset'];
  const hls = new Hls(own ?? { enableInterstitialPlayback: false });
  hls.on(Hls.Events.ERROR, (_, { fatal, details }) => {
    if (fatal || details.includes('asset')) errors.push(details);
  });
  // Of all levels, which share a timeline, and of the last minute: a viewer may be behind the window.
  const listed = new Map<string, Fragment>();
  hls.on(Hls.Events.LEVEL_UPDATED, (_, { details }) => {
    for (const fragment of details.fragments) listed.set(`${fragment.level} ${fragment.sn}`, fragment);
    const old = [...listed.keys()].slice(0, -90);
    for (const key of old) listed.delete(key);
  });
  return {
    version: Hls.version,
    port: () => hlsjs(hls, video),
    load(stream) {
      hls.loadSource(stream);
      hls.attachMedia(video);
    },
    programMsAt(mediaMs) {
      const at = mediaMs / 1000;
      // Half a frame of room: a frame at the very start of a segment belongs to it.
      const found = [...listed.values()].find(
        ({ start, duration }) => at >= start - 0.02 && at < start + duration - 0.02,
      );
      return found?.programDateTime == null ? null : found.programDateTime + (at - found.start) * 1000;
    },
  };
}

function onShaka({ mode }: Row): Playing {
  const player = new shaka.Player();
  player.addEventListener('error', (event) =>
    errors.push(`shaka ${String((event as unknown as { detail: { code: number } }).detail.code)}`),
  );
  if (mode === 'twoElements' || mode === 'oneElement') {
    // What Shaka's own UI does: a container over the video. One element is its setting for TVs.
    const container = document.createElement('div');
    container.style.cssText = 'position:absolute;inset:0';
    stage.append(container);
    const manager = player.getAdManager() as shakaNamespace.extern.IAdManager & EventTarget;
    manager.setContainers(container, document.createElement('div'));
    manager.addEventListener('ad-error', () => errors.push('ad-error'));
    player.configure('ads.supportsMultipleMediaElements', mode === 'twoElements');
  }
  return {
    version: shaka.Player.version,
    port: () => shakaPort(player, video),
    load: (stream) => player.attach(video).then(() => player.load(stream)),
    programMsAt: (mediaMs) => {
      const start = player.getPresentationStartTimeAsDate();
      return start === null ? null : start.getTime() + mediaMs;
    },
  };
}

let playing: Playing | null = null;
let session: AdSession | null = null;
const reports: BreakReport[] = [];
const frames = watchFrames(stage, (mediaMs) => playing?.programMsAt(mediaMs) ?? null);

window.swap = {
  start({ row, stream, decisionUrl }) {
    const started = row.player === 'hls.js' ? onHls(row) : onShaka(row);
    playing = started;
    if (isOurs(row)) {
      const strategy = row.mode as NonNullable<SessionOptions['strategy']>;
      session = createAdSession({ player: started.port(), decision: { url: decisionUrl }, strategy });
      session.on('report', (report) => void reports.push(report));
    }
    Promise.resolve(started.load(stream))
      .then(() => video.play())
      .catch((error: unknown) => errors.push(`content: ${String(error)}`));
  },
  log: () => ({
    sessionId: session?.id ?? '',
    epochMs: Date.now() - performance.now(),
    nowMs: performance.now(),
    frames,
    reports,
    errors,
    version: playing?.version ?? '',
  }),
};
