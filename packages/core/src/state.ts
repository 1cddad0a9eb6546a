import type { ProgramMs, Viewing, WallMs } from '@cutaway/model';
import type { StitchPlan } from '@cutaway/manifest';
import { type BreaksState, initialBreaks } from '@cutaway/signals';
import { initialOutbox, type Ledger, type Outbox } from '@cutaway/tracking';
import type { PlayerFact } from './player-port.js';
import type { Ahead } from './ahead/ahead-state.js';
import type { Privacy } from './privacy/privacy.js';
import type { SessionConfig } from './session-config.js';
import { NO_DELIVERY, type Delivery } from './outbox/delivery.js';
import { NO_KEEP, type Keep } from './outbox/keep-state.js';
import type { Viewer } from './policy/viewer.js';
import type { Programme } from './vod/programme.js';
import type { AdMediaState, BreakMark, BreakRun, FilledRun } from './run/break-run.js';
import type { Strategy } from './strategy.js';

/** The player as last heard. */
export interface PlayerState {
  readonly name: string;
  readonly version?: string;
  readonly rewritesPlaylists: boolean;
  readonly secondElement: boolean;
  /** Left out: no. */
  readonly reattach?: boolean;
  readonly hls: boolean;
  readonly mp4: boolean;
  readonly programMs: ProgramMs | null;
  readonly mediaMs: number | null;
  /** When a frame last moved on, content's or an ad's. */
  readonly movedAtMs: WallMs | null;
  /** When it was last seen paused, as long as no frame has come. Left out: it was not. */
  readonly pausedAtMs?: WallMs;
  /** When the viewer last went somewhere else, be it that no frame of that place is here yet. Left out: he did not. */
  readonly soughtAtMs?: WallMs;
  /** Where that is, in media time. */
  readonly soughtToMs?: number;
  readonly playState: 'playing' | 'paused' | 'waiting' | 'ended' | 'unknown';
  readonly muted: boolean;
  readonly fullscreen: boolean;
  readonly hidden: boolean;
  /** What the viewer, or the application, last wanted of content or ad. */
  readonly held: boolean;
  readonly visibleShare: number | null;
  readonly latencyMs: number | null;
  /** How much content is loaded ahead of the playhead; null: not known. */
  readonly bufferMs: number | null;
  /** Left out: the player does not tell. */
  readonly quality?: Extract<PlayerFact, { type: 'quality' }>;
  /** Left out: the player does not tell, or not yet. */
  readonly rendition?: Extract<PlayerFact, { type: 'rendition' }>;
  /** The last ad segment or playlist that did not load: it explains a stall. */
  readonly failedUrl: { readonly url: string; readonly status: number | null } | null;
}

/** Content left its element to ads: where it was, and when. */
export interface Detached {
  readonly programMs: ProgramMs;
  /** Later than `leftAtMs` by the time for which the ads were held: who holds an ad holds the programme. */
  readonly atMs: WallMs;
  readonly leftAtMs: WallMs;
}

/** What this device refused in this session. */
export interface Demotion {
  readonly strategy: Strategy;
  readonly why: string;
}

/** Everything the session knows. Plain data. */
export interface SessionState {
  readonly config: SessionConfig;
  readonly sessionId: string;
  readonly random: number;
  readonly nowMs: WallMs;
  /** When the code for ads last heard the clock; 0: not yet. */
  readonly tickedAtMs: WallMs;
  readonly hasUi: boolean;
  /** The code for ads is loaded. */
  readonly hasCode: boolean;
  readonly alive: boolean;
  readonly player: PlayerState;
  readonly breaks: BreaksState;
  readonly runs: readonly BreakRun[];
  /** Left out: content has its element. */
  readonly detached?: Detached | undefined;
  /** From the order to the first frame of an ad in content's element, as it was so far. Left out: there was none yet. */
  readonly coldMs?: number;
  /** Strategies that come last from now on. Left out: none. */
  readonly demoted?: readonly Demotion[];
  /** Closed breaks whose companions may still be on the screen: the last few. */
  readonly past: readonly FilledRun[];
  /** Breaks that want to be told of themselves, from their decision until they are over. */
  readonly breakMarks: readonly BreakMark[];
  readonly plans: readonly StitchPlan[];
  /** Programme time up to which some rendition's text was handed to the player. */
  readonly publishedEdge: ProgramMs | null;
  /** Whether content is live; null: not known yet. */
  readonly live: boolean | null;
  /** How long content is; null: it is live, or not known yet. */
  readonly durationMs: number | null;
  /** What is known of breaks beside and in on-demand content. Left out: nothing yet. */
  readonly programme?: Programme;
  readonly renditionKinds: readonly ('video' | 'audio' | 'muxed')[];
  /** Whether content's segments are fMP4; MPEG-TS has no initialisation segment. Left out: no playlist came. */
  readonly isFmp4?: boolean;
  /** Of content. Left out: not known. */
  readonly segmentMs?: number | undefined;
  /** Marks of the last signals and causes that were told, oldest first. */
  readonly signalsTold: readonly number[];
  readonly outbox: Outbox;
  readonly keep: Keep;
  readonly delivery: Delivery;
  readonly privacy: Privacy;
  /** Where the ledger goes; null: none is kept. */
  readonly telemetryUrl: string | null;
  /** null: nothing was written, and no key has come. */
  readonly ledger: Ledger | null;
  readonly automated: boolean | null;
  readonly attestation: string | null;
  readonly viewKey: string;
  /** The application's slate as far as it is known good. Left out: no break wanted it yet. */
  readonly slate?: AdMediaState;
  /** What the application tells of the viewing. Left out: what the options say. */
  readonly viewing?: Viewing;
  /** What is known of breaks to come, and of ads that were shown. Left out: nobody tells of any, and nobody counts. */
  readonly ahead?: Ahead;
  /** What the policies know of the viewer. Left out: nothing yet. */
  readonly viewer?: Viewer;
}

/** How much of the picture the viewer can see: nothing in the background. null: not known. */
export function shareOf({ hidden, visibleShare }: PlayerState): number | null {
  return hidden ? 0 : visibleShare;
}

export function initialState(config: SessionConfig): SessionState {
  return {
    config,
    sessionId: '',
    random: 0,
    nowMs: 0,
    tickedAtMs: 0,
    hasUi: false,
    hasCode: false,
    alive: true,
    player: {
      name: '',
      rewritesPlaylists: false,
      secondElement: false,
      hls: false,
      mp4: false,
      programMs: null,
      mediaMs: null,
      movedAtMs: null,
      playState: 'unknown',
      muted: false,
      fullscreen: false,
      hidden: false,
      held: false,
      visibleShare: null,
      latencyMs: null,
      bufferMs: null,
      failedUrl: null,
    },
    breaks: initialBreaks(),
    runs: [],
    past: [],
    breakMarks: [],
    plans: [],
    publishedEdge: null,
    live: null,
    durationMs: null,
    renditionKinds: [],
    signalsTold: [],
    outbox: initialOutbox(config.beacons.rules),
    keep: NO_KEEP,
    delivery: NO_DELIVERY,
    privacy: { consent: { is: config.asksConsent ? 'awaited' : 'unasked' }, identity: null },
    telemetryUrl: config.telemetryUrl,
    ledger: null,
    automated: null,
    attestation: null,
    viewKey: '',
  };
}
