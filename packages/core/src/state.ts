import type { ProgramMs, WallMs } from '@cutaway/model';
import type { StitchPlan } from '@cutaway/manifest';
import { type BreaksState, initialBreaks } from '@cutaway/signals';
import { initialOutbox, type Ledger, type Outbox } from '@cutaway/tracking';
import type { Privacy } from './privacy/privacy.js';
import type { SessionConfig } from './session-config.js';
import type { BreakRun } from './run/break-run.js';

/** The player as last heard. */
export interface PlayerState {
  readonly name: string;
  readonly rewritesPlaylists: boolean;
  readonly secondElement: boolean;
  readonly hls: boolean;
  readonly mp4: boolean;
  readonly programMs: ProgramMs | null;
  readonly mediaMs: number | null;
  /** When a frame last moved on, content's or an ad's. */
  readonly movedAtMs: WallMs | null;
  readonly playState: 'playing' | 'paused' | 'waiting' | 'ended' | 'unknown';
  readonly muted: boolean;
  readonly latencyMs: number | null;
  /** The last ad segment or playlist that did not load: it explains a stall. */
  readonly failedUrl: { readonly url: string; readonly status: number | null } | null;
}

/** Everything the session knows. Plain data. */
export interface SessionState {
  readonly config: SessionConfig;
  readonly sessionId: string;
  readonly random: number;
  readonly nowMs: WallMs;
  readonly hasUi: boolean;
  readonly alive: boolean;
  readonly player: PlayerState;
  readonly breaks: BreaksState;
  readonly runs: readonly BreakRun[];
  readonly plans: readonly StitchPlan[];
  /** Programme time up to which some rendition's text was handed to the player. */
  readonly publishedEdge: ProgramMs | null;
  readonly renditionKinds: readonly ('video' | 'audio' | 'muxed')[];
  readonly signalsTold: readonly string[];
  readonly outbox: Outbox;
  readonly privacy: Privacy;
  /** Where the ledger goes; null: none is kept. */
  readonly telemetryUrl: string | null;
  /** null: nothing was written, and no key has come. */
  readonly ledger: Ledger | null;
  readonly automated: boolean | null;
  readonly attestation: string | null;
  readonly viewKey: string;
}

export function initialState(config: SessionConfig): SessionState {
  return {
    config,
    sessionId: '',
    random: 0,
    nowMs: 0,
    hasUi: false,
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
      latencyMs: null,
      failedUrl: null,
    },
    breaks: initialBreaks(),
    runs: [],
    plans: [],
    publishedEdge: null,
    renditionKinds: [],
    signalsTold: [],
    outbox: initialOutbox(),
    privacy: { consent: { is: config.asksConsent ? 'awaited' : 'unasked' }, identity: null },
    telemetryUrl: config.telemetryUrl,
    ledger: null,
    automated: null,
    attestation: null,
    viewKey: '',
  };
}
