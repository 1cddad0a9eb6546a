import type * as Core from '@cutaway/core';
import type * as Adapter from '@cutaway/hlsjs';
import type * as Ui from '@cutaway/ui';
import { shaka as shakaPort } from '@cutaway/shaka';
import type HlsClass from 'hls.js';
import type shakaNamespace from 'shaka-player';
import { putPlayer } from './support/put-player.js';
import { watchColours, type ColourFrame } from './support/watch-colours.js';

/** What the page is told to play. */
export interface PagePlan {
  /** `cutaway`: on hls.js; `interstitials`: hls.js with its own ad code and no Cutaway, for comparison. */
  readonly engine: 'cutaway' | 'shaka' | 'interstitials' | 'plain';
  readonly stream: string;
  readonly decisionUrl: string;
  readonly errorUrl: string;
  readonly strategy: 'auto' | 'stitch' | 'secondElement' | 'reattach';
  /** `captions`: one of the page's own, which shows captions of ads and nothing else. */
  readonly ui: boolean | 'captions';
  /** Where ClearKey licences are. Left out: content is clear. */
  readonly licenceUrl?: string;
  readonly policies?: Core.PolicyOptions;
  /** The player draws text into the page by itself (Shaka alone). */
  readonly drawsText?: boolean;
}

/** Everything that a test reads back. */
export interface PageLog {
  readonly sessionId: string;
  /** Epoch milliseconds of the page's clock zero: adds to a frame's time. */
  readonly timeOrigin: number;
  /** The page's clock when the log was read. */
  readonly nowMs: number;
  readonly events: readonly { readonly type: string; readonly detail: unknown }[];
  readonly frames: readonly ColourFrame[];
  readonly errors: readonly string[];
  readonly videos: number;
  readonly latencyMs: number | null;
}

declare const Cutaway: typeof Core & typeof Adapter & typeof Ui;
declare const Hls: typeof HlsClass;
declare const shaka: typeof shakaNamespace;

declare global {
  interface Window {
    stage: {
      start(plan: PagePlan): void;
      log(): PageLog;
      trace(): string;
      destroy(): void;
      seek(seconds: number): void;
      /** The lowest quality from here on, at once. */
      goLow(): void;
      /** Another rendition of the sound from here on. */
      speak(language: string): void;
      /** The first rendition of subtitles is shown from here on. */
      showSubtitles(): void;
      /** What is decoded now: height of the picture, and the language of the sound. */
      shows(): { readonly height: number; readonly language: string | null };
    };
  }
}

const CLEARKEY = 'org.w3.clearkey';
const EVENTS = ['signal', 'break', 'decision', 'switch', 'beacon', 'cause', 'report'] as const;

const { stage: box, video, errors } = putPlayer();

const frames = watchColours(box);
const events: { type: string; detail: unknown }[] = [];
let session: Core.AdSession | null = null;
let latencySeconds = (): number => Number.NaN;
let goLow = (): void => undefined;
let speak = (_language: string): void => undefined;
let showSubtitles = (): void => undefined;
let spoken = (): string | null => null;

/** A player that is told what to load once a session is on it. */
interface Loading {
  port(): Core.PlayerPort;
  load(stream: string): Promise<unknown> | void;
}

function onHls({ engine, licenceUrl: licenseUrl }: PagePlan): Loading {
  const hls = new Hls({
    ...(engine === 'interstitials' ? {} : { enableInterstitialPlayback: false }),
    ...(licenseUrl ? { emeEnabled: true, drmSystems: { [CLEARKEY]: { licenseUrl } } } : {}),
  });
  latencySeconds = () => hls.latency;
  goLow = () => (hls.nextLevel = 0);
  speak = (language) => (hls.audioTrack = hls.audioTracks.findIndex(({ lang }) => lang === language));
  showSubtitles = () => {
    hls.subtitleDisplay = true;
    hls.subtitleTrack = 0;
  };
  spoken = () => hls.audioTracks[hls.audioTrack]?.lang ?? null;
  return {
    port: () => Cutaway.hlsjs(hls, video),
    load(stream) {
      hls.loadSource(stream);
      hls.attachMedia(video);
    },
  };
}

function onShaka({ licenceUrl, drawsText }: PagePlan): Loading {
  const player = new shaka.Player();
  if (drawsText) player.setVideoContainer(box);
  if (licenceUrl) player.configure({ drm: { servers: { [CLEARKEY]: licenceUrl } } });
  latencySeconds = () => player.seekRange().end - video.currentTime;
  goLow = () => {
    const [low] = [...player.getVariantTracks()].sort((a, b) => a.bandwidth - b.bandwidth);
    player.configure({ abr: { enabled: false } });
    if (low) player.selectVariantTrack(low);
  };
  speak = (language) => {
    const track = player.getAudioTracks().find((one) => one.language === language);
    if (track) player.selectAudioTrack(track);
  };
  showSubtitles = () => {
    const [track] = player.getTextTracks();
    // On a busy machine there is no manifest yet.
    if (!track) return void setTimeout(showSubtitles, 100);
    player.selectTextTrack(track);
    // Shaka 4 shows nothing of what is chosen until it is told to, and 5 has no such call.
    (player as { setTextTrackVisibility?(isVisible: boolean): void }).setTextTrackVisibility?.(true);
  };
  spoken = () => player.getVariantTracks().find(({ active }) => active)?.language ?? null;
  return {
    port: () => shakaPort(player, video),
    load: (stream) => player.attach(video).then(() => player.load(stream)),
  };
}

function captionsUi(): Core.UiPort {
  const lines = document.createElement('div');
  lines.dataset['cutaway'] = 'captions';
  document.body.append(lines);
  return {
    connect: () => () => lines.remove(),
    show: ({ ad }) => void (lines.textContent = (ad?.captions ?? []).join(' ')),
  };
}

window.stage = {
  start(plan) {
    const player = plan.engine === 'shaka' ? onShaka(plan) : onHls(plan);
    if (plan.engine === 'cutaway' || plan.engine === 'shaka') {
      session = Cutaway.createAdSession({
        player: player.port(),
        decision: { url: plan.decisionUrl, errorUrl: plan.errorUrl },
        strategy: plan.strategy,
        traceChars: 50_000_000,
        ...(plan.policies && { policies: plan.policies }),
        ...(plan.ui && { ui: plan.ui === 'captions' ? captionsUi() : Cutaway.adUi(box) }),
      });
      for (const type of EVENTS) session.on(type, (detail: unknown) => void events.push({ type, detail }));
    }
    Promise.resolve(player.load(plan.stream))
      .then(() => video.play())
      .catch((error: unknown) => errors.push(`content: ${String(error)}`));
  },
  log: () => ({
    sessionId: session?.id ?? '',
    timeOrigin: performance.timeOrigin,
    nowMs: performance.now(),
    events,
    frames,
    errors,
    videos: box.querySelectorAll('video').length,
    latencyMs: Number.isFinite(latencySeconds()) ? latencySeconds() * 1000 : null,
  }),
  trace: () => JSON.stringify(session?.trace() ?? null),
  destroy: () => session?.destroy(),
  seek: (seconds) => void (video.currentTime = seconds),
  goLow: () => goLow(),
  speak: (language) => speak(language),
  showSubtitles: () => showSubtitles(),
  shows: () => ({ height: video.videoHeight, language: spoken() }),
};
