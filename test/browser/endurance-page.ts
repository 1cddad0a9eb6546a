import type * as Core from '@cutaway/core';
import type * as Adapter from '@cutaway/hlsjs';
import type * as Ui from '@cutaway/ui';
import { shaka as shakaPort } from '@cutaway/shaka';
import type HlsClass from 'hls.js';
import type shakaNamespace from 'shaka-player';
import { createMischief, type Mischief } from './endurance/mischief.js';
import { watchRuns, type Run, type Seen } from './endurance/watch-runs.js';
import { putVideo } from './support/put-video.js';

/** What the page is told to play, and what goes wrong in it. */
export interface EndurancePlan extends Mischief {
  readonly player: 'hls.js' | 'shaka';
  readonly strategy: NonNullable<Core.SessionOptions['strategy']>;
  readonly stream: string;
  readonly decisionUrl: string;
  readonly errorUrl: string;
  readonly telemetryUrl: string;
  /** How much more time than usual the network and the decoder have: 1 but where the page's clock is a faster one. */
  readonly patience?: number;
}

/** One break as its report tells it. */
export interface ToldBreak {
  readonly id: string;
  readonly startsAt: number;
  readonly outcome: Core.BreakReport['outcome'];
  readonly strategy: Core.BreakReport['strategy'];
  readonly causes: readonly string[];
  readonly latencyBeforeMs: number | null;
  readonly latencyAfterMs: number | null;
  readonly stalls: number;
  /** Of each ad what became of it. */
  readonly ads: readonly Core.AdReport['outcome'][];
}

/** What happened since the page was last asked. It keeps nothing of it. */
export interface Told extends Seen {
  readonly nowMs: number;
  readonly opened: readonly string[];
  readonly reports: readonly ToldBreak[];
  /** Causes that are our own fault. */
  readonly internal: readonly string[];
  readonly errors: readonly string[];
  readonly latencyMs: number | null;
}

declare const Cutaway: typeof Core & typeof Adapter & typeof Ui;
declare const Hls: typeof HlsClass;
declare const shaka: typeof shakaNamespace;

declare global {
  interface Window {
    endurance: { start(plan: EndurancePlan): void; take(): Told; trace(): string; end(): Promise<void> };
  }
}

/** A player that is told what to load once a session is on it. */
interface Loading {
  port(options: Adapter.HlsjsOptions): Core.PlayerPort;
  load(stream: string): Promise<unknown> | void;
  programMs(): number | null;
  latencySeconds(): number;
  destroy(): Promise<unknown> | void;
}

const EVENTS = ['signal', 'break', 'decision', 'switch', 'beacon', 'cause', 'report'] as const;
const { stage, video } = putVideo();
video.muted = true;
video.playsInline = true;

let opened: string[] = [];
let reports: ToldBreak[] = [];
let internal: string[] = [];
let errors: string[] = [];
const note = (text: string): void => void (text.includes('injected') || errors.push(text));
window.addEventListener('error', ({ message, error }) => note(`${message} ${(error as Error | null)?.stack ?? ''}`));
window.addEventListener('unhandledrejection', ({ reason }) => {
  const error = reason as (Error & { readonly data?: readonly unknown[] }) | null;
  // Shaka moves a live MediaSource's seekable range twice a second, also of one that broke down, and does not look what came of it.
  if (/setLiveSeekableRange/.test(String(error?.data?.[0]))) return;
  note(`unhandled: ${error?.stack ?? String(reason)}`);
});

let loading: Loading | null = null;
let session: Core.AdSession | null = null;
let isLent = false;
let known: { readonly programMs: number; readonly atMs: number } | null = null;
const seen = watchRuns(stage, programNow);

function onHls(): Loading {
  // It keeps a record of each fragment as long as its media, and that for ever unless it is told otherwise. Shaka keeps 30 s.
  const hls = new Hls({ enableInterstitialPlayback: false, backBufferLength: 30 });
  return {
    port: (options) => Cutaway.hlsjs(hls, video, options),
    load(stream) {
      hls.loadSource(stream);
      hls.attachMedia(video);
    },
    programMs: () => hls.playingDate?.getTime() ?? null,
    latencySeconds: () => hls.latency,
    destroy: () => hls.destroy(),
  };
}

/** Content goes on while it is away from its element, and its player knows no time then, or a wrong one. */
function programNow(what: Run['what']): number | null {
  const programMs = loading?.programMs() ?? null;
  if (what === 'content' && programMs !== null) known = { programMs, atMs: Date.now() };
  return isLent && what !== 'content' ? known && known.programMs + Date.now() - known.atMs : programMs;
}

function onShaka(): Loading {
  const player = new shaka.Player();
  return {
    port: ({ adReadyWithinMs = 3000 }) => shakaPort(player, video, { adReadyWithinMs }),
    load: (stream) => player.attach(video).then(() => player.load(stream)),
    programMs: () => player.getPlayheadTimeAsDate()?.getTime() ?? null,
    latencySeconds: () => player.seekRange().end - video.currentTime,
    destroy: () => player.destroy(),
  };
}

window.endurance = {
  start(plan) {
    loading = plan.player === 'shaka' ? onShaka() : onHls();
    const mischief = createMischief(plan, video, (intent) => session?.send(intent));
    const { patience = 1 } = plan;
    isLent = plan.strategy === 'reattach';
    const made = Cutaway.createAdSession({
      player: mischief.player(loading.port({ adReadyWithinMs: 3000 * patience })),
      ports: mischief.ports(Cutaway.browserPorts()),
      ui: mischief.ui(Cutaway.adUi(stage)),
      decision: { url: plan.decisionUrl, errorUrl: plan.errorUrl, budgetMs: 1500 * patience },
      mediaBudgetMs: 2500 * patience,
      stallMs: 2000 * patience,
      strategy: plan.strategy,
      ...mischief.options(plan.telemetryUrl),
    });
    session = made;
    made.on('break', ({ brk, phase }) => void (phase === 'signalled' && opened.push(brk.id)));
    made.on('cause', ({ cause: { name, detail } }) => {
      if (name === 'INTERNAL' && !detail.includes('injected')) internal.push(detail);
    });
    made.on('report', ({ brk, outcome, strategy, causes, latencyBeforeMs, latencyAfterMs, stalls, ads }) => {
      const told = { id: brk.id, startsAt: brk.startsAt, outcome, strategy, latencyBeforeMs, latencyAfterMs, stalls };
      reports.push({ ...told, causes: causes.map(({ name }) => name), ads: ads.map((ad) => ad.outcome) });
    });
    for (const type of EVENTS) made.on(type, () => mischief.throwFor(`listener ${type}`));
    Promise.resolve(loading.load(plan.stream))
      .then(() => video.play())
      .catch((error: unknown) => {
        // A pause takes back a play that has not begun, and says so here.
        if ((error as Error).name !== 'AbortError') note(`content: ${String(error)}`);
      });
  },
  take() {
    const latency = loading?.latencySeconds() ?? Number.NaN;
    const told = { ...seen.take(), nowMs: Date.now(), opened, reports, internal, errors };
    [opened, reports, internal, errors] = [[], [], [], []];
    return { ...told, latencyMs: Number.isFinite(latency) ? latency * 1000 : null };
  },
  trace: () => JSON.stringify(session?.trace() ?? null),
  async end() {
    session?.destroy();
    session = null;
    await loading?.destroy();
    loading = null;
  },
};
