import type { MediaPlaylist } from '@cutaway/manifest';
import type {
  Ad,
  Beacon,
  BreakHint,
  Cause,
  DecisionReply,
  ErrorName,
  ProgramMs,
  StitchedSpan,
  Tracker,
} from '@cutaway/model';
import type { ChooseMediaFile } from '@cutaway/vast';
import type { AdFact, PolicyAnswer } from '@cutaway/tracking';
import type { OmidPortFact } from '@cutaway/tracking/omid';
import type { CaptionsOrder, CaptionsTold } from './captions/captions-order.js';
import type { Effect } from './effect.js';
import type { Fact } from './fact.js';
import type { HttpPurpose, OtherPurpose } from './http-purpose.js';
import type { LoadedSegment } from './playback/mend-segment.js';
import type { KeptSegments } from './playback/spare-segment.js';
import type { AdPlayerFact, ContentFrame, FailedSegment, LoadedPlaylist, PlayerCommand } from './player-port.js';
import type { StorageOrder, StorageSaid } from './outbox/storage-order.js';
import type { HttpReply, HttpRequest, Lifecycle, Ports } from './ports.js';
import type { ToldAhead } from './ahead/ahead-state.js';
import {
  type BreakRun,
  type DecidingRun,
  adIn,
  filled,
  type FilledRun,
  type RunChange,
  type SignalledRun,
} from './run/break-run.js';
import type { BreakReport, PodReport } from './report.js';
import type { SessionEvent, SessionEvents } from './session-event.js';
import type { SessionState } from './state.js';
import { nextRandom } from './random.js';
import type { AdView, ViewerIntent } from './ui-port.js';

/**
 * What reads a decision that is not our own JSON: `vastReader` of `@cutaway/core/vast`, `payloadReader` of `@cutaway/core/payloads`,
 * given by the application so that one without them ships neither. Pure, as every part of a step; its members are for the session
 * alone.
 */
export interface DecisionReader {
  /** Where it places breaks itself, in the notation of `SessionOptions.breaks`. Left out: nowhere. */
  readonly breaks?: readonly string[];
  /** The decision URL as it is to be asked for. */
  tagUrl(state: SessionState, run: BreakRun): string;
  /** True where the break's answer is here already: the reader takes it by itself. Left out: never. */
  hasAnswer?(state: SessionState, run: BreakRun): boolean;
  /** The decision answered, or will not. */
  onAnswer(turn: Turn, run: DecidingRun, reply: HttpReply): void;
  /** What the reader asked for itself answered, or will not: a wrapper, a payload once more. */
  onWrapper(turn: Turn, breakId: string, key: string, reply: HttpReply): void;
  /** The time of the decision is over. Where the run gets more the break goes on waiting. */
  onDeadline(turn: Turn, run: DecidingRun): void;
  /** Time passed. */
  onTick?(turn: Turn): void;
}

/**
 * Everything that a break does once its decision is answered: `ads.ts`, loaded while the first decision is on its way.
 * Without it no break has ads, so what is asked of ads has no answer and changes nothing.
 */
export interface AdCode {
  takeReply(turn: Turn, run: DecidingRun, text: string): void;
  /** `spares`: stand-alone ads of the answer, to take the place of one whose media fails. */
  accept(turn: Turn, run: DecidingRun, reply: DecisionReply, spares?: readonly Ad[]): void;
  /** The answer names who is to hear of the break itself. */
  markBreak(turn: Turn, run: BreakRun, trackers: readonly Tracker[]): void;
  /** More ads of a stream that someone else stitched, in a break that has some. */
  addStitched(turn: Turn, run: FilledRun, ads: readonly Ad[], spans: readonly StitchedSpan[]): void;
  /** A pod of an answer that was kept; `takeReply` reads its own. */
  takePod(turn: Turn, run: DecidingRun, reply: DecisionReply): void;
  /** The answer; a text says why it is none. */
  readAnswer(turn: Turn, text: string): DecisionReply | string;
  readPlan(text: string): { readonly hints: readonly BreakHint[]; readonly refreshMs?: number } | null;
  /** True: the answer is over its budget, and waited for. */
  mayWait(turn: Turn, run: DecidingRun): boolean;
  /** True: something else plays in place of the answer that did not come. */
  standIn(turn: Turn, run: BreakRun, cause: Cause | null): boolean;
  /** null: not loaded yet. */
  readonly ahead: AheadCode | null;
  loadAhead(tell: (fact: Extract<Fact, { type: 'ahead' }>) => void): void;
  loadCaptions(order: CaptionsOrder, http: Ports['http'], tell: (fact: CaptionsTold) => void): void;
  onCaptions(turn: Turn, told: CaptionsTold): void;
  onAhead(turn: Turn, missing: string | null): void;
  tellAhead(turn: Turn, told: ToldAhead): void;
  /** True: the break has an answer that was asked for ahead, or waits for one. */
  takeAhead(turn: Turn, run: SignalledRun): boolean;
  /** An answer to what the code for ads asked. */
  onOther(turn: Turn, purpose: OtherPurpose, reply: HttpReply): void;
  onAdFact(turn: Turn, fact: AdPlayerFact): void;
  onIntent(turn: Turn, intent: ViewerIntent): void;
  /** What happens to whatever ad is on the screen. */
  trackCurrent(turn: Turn, fact: AdFact): void;
  /** Content's clock moved on, or was moved: what the viewer did, and which breaks are entered and left, with ads in them or without. */
  hearFrame(turn: Turn, frame: ContentFrame): void;
  /** Content's time of a frame: it stands still while an inserted ad is on. */
  contentTime(turn: Turn, programMs: ProgramMs): ProgramMs;
  /** Content's clock moved on. */
  follow(turn: Turn, run: FilledRun, frame: ContentFrame, hasMoved: boolean): void;
  /** What time alone brings about. */
  tick(turn: Turn): void;
  onPortFailed(turn: Turn, effect: Effect, detail: string): void;
  onOmid(turn: Turn, adInstanceId: string, heard: OmidPortFact): void;
  /** `url`: what did not load or decode; null: not known. */
  onFatal(turn: Turn, url: string | null, detail: string): void;
  /** False: the ads are not in the content's timeline. */
  moveEnd(turn: Turn, run: BreakRun, endsAt: ProgramMs, stitchEndsAt: ProgramMs): boolean;
  /** The break begins elsewhere. False: its ads are not stitched, or are given to the player already. */
  moveStitchStart(turn: Turn, run: BreakRun): boolean;
  /** False: the ads are on the screen, or on their way to it. */
  withdraw(turn: Turn, run: FilledRun): boolean;
  orderReturn(turn: Turn, breakId: string, how: 'show-content' | 'reload-content'): void;
  settleUnused(turn: Turn, run: FilledRun): void;
  /** A URL about a whole break with its macros filled. */
  fillFor(state: SessionState, run: BreakRun, url: string, errorCode: number | null): string;
  reportPod(turn: Turn, run: FilledRun): PodReport & Partial<BreakReport>;
  /** Announces the breaks of a programme whose place is known by now. */
  placeBreaks(turn: Turn): void;
  stitchPlaylist(turn: Turn, loaded: LoadedPlaylist, playlist: MediaPlaylist): StitchedText;
  /** Mends a segment in place; what the player reads instead, where it is none and there is something, or null. */
  spareOf(
    kept: KeptSegments,
    plans: SessionState['plans'],
    loaded: LoadedSegment,
    tell: (fact: FailedSegment) => void,
  ): ArrayBuffer | null;
  spareSegment(kept: KeptSegments, plans: SessionState['plans'], uri: string): ArrayBuffer | null;
  soundShiftMs(plans: SessionState['plans'], uri: string): number | null;
  enqueueOfBreak(turn: Turn, run: BreakRun, beacons: readonly Beacon[]): void;
  /** The answer to a beacon of a session that is over. */
  onLateReply(turn: Turn, key: string, reply: HttpReply): void;
  onPolicy(turn: Turn, key: string, answer: PolicyAnswer): void;
  onLifecycle(turn: Turn, now: Lifecycle): void;
  onStorage(turn: Turn, said: StorageSaid): void;
  goOnInMemory(turn: Turn, failed: StorageOrder): void;
  forgetIds(turn: Turn, last: string): void;
  savedText(state: SessionState, key: string): string;
  endSession(turn: Turn): void;
  sendTelemetry(turn: Turn): void;
  viewOf(state: SessionState): AdView;
}

/** All about breaks that are known ahead, and picking on the device: `ahead.ts`, loaded where there is use for it. */
export interface AheadCode {
  hear(turn: Turn, told: ToldAhead): void;
  onHint(turn: Turn, planId: string, reply: HttpReply): void;
  onPlan(turn: Turn, reply: HttpReply): void;
  take(turn: Turn, run: SignalledRun): boolean;
  tick(turn: Turn): void;
  pick(turn: Turn, run: BreakRun, reply: DecisionReply): DecisionReply;
  noteShown(turn: Turn, adInstanceId: string): void;
  seenText(state: SessionState): string;
}

/** The text that a player shall read, and the programme time up to which it reaches. */
export interface StitchedText {
  readonly text: string;
  readonly edge: ProgramMs | null;
}

/** Code that a session has not always. */
export interface Code {
  /** null: decisions are our own JSON. */
  readonly reader: DecisionReader | null;
  /** null: not loaded yet. */
  readonly ads: AdCode | null;
  /** The application's rule for the file that an ad plays; null: ours. */
  readonly chooseMediaFile: ChooseMediaFile | null;
}

/**
 * One step in the making: the state so far and the effects so far. The rooms below change it in turn;
 * nothing outside is touched, so the step as a whole is a pure function.
 */
export interface Turn extends Code {
  state: SessionState;
  readonly effects: Effect[];
}

export function amend(turn: Turn, change: Partial<SessionState>): void {
  turn.state = { ...turn.state, ...change };
}

/** Tells the application, with the time. */
export function tell<Type extends keyof SessionEvents>(
  turn: Turn,
  type: Type,
  detail: Omit<SessionEvents[Type], 'atMs'>,
): void {
  const event = { type, detail: { atMs: turn.state.nowMs, ...detail } };
  turn.effects.push({ type: 'tell', event: event as unknown as SessionEvent });
}

export function command(turn: Turn, wanted: PlayerCommand): void {
  turn.effects.push({ type: 'player', command: wanted });
}

/** Asks the network: a GET for text where nothing else is said. */
export function request(
  turn: Turn,
  purpose: HttpPurpose,
  wanted: Pick<HttpRequest, 'url' | 'timeoutMs'> & Partial<HttpRequest>,
): void {
  turn.effects.push({ type: 'http', purpose, request: { method: 'GET', use: 'text', ...wanted } });
}

/** Draws a share in [0, 1) from the session's own randomness. */
export function draw(turn: Turn): number {
  const { state, share } = nextRandom(turn.state.random);
  amend(turn, { random: state });
  return share;
}

/** The run of a break as it is now, undefined once it is closed. */
export function runOf(turn: Turn, breakId: string): BreakRun | undefined {
  return turn.state.runs.find((run) => run.brk.id === breakId);
}

/** The run that an ad belongs to. */
export function runWith(turn: Turn, adInstanceId: string): FilledRun | undefined {
  return filled(turn.state.runs.find((run) => adIn(run, adInstanceId)));
}

export function openRun(turn: Turn, run: BreakRun): void {
  amend(turn, { runs: [...turn.state.runs, run] });
  tell(turn, 'break', { brk: run.brk, phase: run.phase, outcome: null });
}

/** Changes the run as it is now, however old the one in hand is; tells the application where it enters another phase. */
export function change(turn: Turn, { brk: { id } }: Pick<BreakRun, 'brk'>, fields: RunChange): void {
  const before = runOf(turn, id);
  if (!before) return;
  const after = { ...before, ...fields } as BreakRun;
  const { brk, phase } = after;
  amend(turn, { runs: turn.state.runs.map((run) => (run === before ? after : run)) });
  if (phase !== before.phase) tell(turn, 'break', { brk, phase, outcome: null });
}

/** Tells a cause, and writes it into the report of its break. */
export function addCause(
  turn: Turn,
  breakId: string | null,
  name: ErrorName,
  detail: string,
  adInstanceId: string | null = null,
): void {
  const cause: Cause = { name, adInstanceId, detail };
  const run = breakId !== null && runOf(turn, breakId);
  if (run) change(turn, run, { causes: [...run.causes, cause] });
  tell(turn, 'cause', { breakId, cause });
}
