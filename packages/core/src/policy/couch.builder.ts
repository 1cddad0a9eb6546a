import { anAd } from '@cutaway/testkit';
import type { Effect } from '../effect.js';
import { onPlayer } from '../hear/on-player.js';
import { onPortFailed } from '../hear/on-port-failed.js';
import type { PlayerCommand, PlayerFact } from '../player-port.js';
import type { BreakRun } from '../run/break-run.js';
import type { SessionState } from '../state.js';
import { aFilledRun, anAdRun, aState, aTurn, BREAK } from '../turn.builder.js';
import { tick } from '../playback/tick.js';
import type { PolicyOptions } from './policy-options.js';

const FRAME_MS = 100;

/** A break of one ad, in programme time. */
export interface LaidBreak {
  readonly id: string;
  readonly startsAt: number;
  readonly endsAt: number;
}

export interface CouchOptions {
  readonly policies?: PolicyOptions;
  readonly state?: Partial<SessionState>;
  /** Commands that the player does not obey. */
  readonly refuses?: (command: PlayerCommand) => boolean;
  /** Commands at which it throws. */
  readonly throwsAt?: (command: PlayerCommand) => boolean;
}

/** A viewer before a player whose stream has its ads in it: what the viewer does, and what comes to the screen. */
export interface Couch {
  /** The breaks that came to the screen, in order. */
  readonly seen: readonly string[];
  readonly commands: readonly PlayerCommand[];
  readonly state: () => SessionState;
  /** How often the player threw. */
  thrown(): number;
  positionMs(): number;
  play(ms: number): void;
  seek(programMs: number): void;
  setRate(rate: number): void;
  /** Time passes, and nothing moves. */
  wait(ms: number): void;
  /** The session looks at the clock. */
  tick(): void;
  say(fact: PlayerFact): void;
  /** The origin has published up to here. */
  publish(edge: number): void;
}

export function sitDown(
  breaks: readonly LaidBreak[],
  { policies = {}, state: more, refuses, throwsAt }: CouchOptions = {},
): Couch {
  const seen: string[] = [];
  const commands: PlayerCommand[] = [];
  const initial = aState({ programMs: 0, latencyMs: 10_000 }, { runs: breaks.map(armed), live: true, ...more });
  let state: SessionState = { ...initial, config: { ...initial.config, policies } };
  let positionMs = 0;
  let rate = 1;
  let isPaused = false;
  let thrown = 0;

  const hear = (run: (turn: ReturnType<typeof aTurn>) => void): void => {
    const turn = aTurn(state);
    run(turn);
    state = turn.state;
    for (const effect of turn.effects) {
      if (effect.type === 'player' && throwsAt?.(effect.command)) refuse(effect);
      else if (effect.type === 'player') obey(effect.command);
      if (effect.type === 'tell' && effect.event.type === 'switch') noteSwitch(effect.event.detail.adInstanceId);
    }
  };
  const refuse = (effect: Effect): void => {
    thrown++;
    hear((turn) => onPortFailed(turn, effect, 'it throws'));
  };
  const noteSwitch = (adInstanceId: string | null): void => void (adInstanceId !== null && seen.push(adInstanceId));
  const obey = (command: PlayerCommand): void => {
    commands.push(command);
    if (refuses?.(command)) return;
    if (command.type === 'seek-program') positionMs = command.programMs;
    if (command.type === 'rate') rate = command.rate;
    if (command.type === 'pause' || command.type === 'play') pause(command.type === 'pause');
  };
  const pause = (value: boolean): void => {
    if (value === isPaused) return;
    isPaused = value;
    hear((turn) => onPlayer(turn, { type: 'play-state', state: value ? 'paused' : 'playing' }));
  };
  /** A frame, and whatever frame it leads to at once. */
  const frame = (): void => {
    for (let toldMs = NaN; toldMs !== positionMs;) {
      toldMs = positionMs;
      hear((turn) => onPlayer(turn, { type: 'content-frame', mediaMs: positionMs, programMs: positionMs, rate }));
    }
  };
  const pass = (ms: number): void => void (state = { ...state, nowMs: state.nowMs + ms });
  frame();
  return {
    seen,
    commands,
    state: () => state,
    thrown: () => thrown,
    positionMs: () => positionMs,
    play(ms) {
      for (let left = ms; left > 0; left -= FRAME_MS) {
        pass(FRAME_MS);
        if (isPaused) continue;
        positionMs += FRAME_MS * rate;
        frame();
        hear(tick);
      }
    },
    seek(programMs) {
      positionMs = programMs;
      frame();
    },
    setRate: (wanted) => void (rate = wanted),
    wait: pass,
    tick: () => hear(tick),
    publish: (publishedEdge) => void (state = { ...state, publishedEdge }),
    say: (fact) => {
      if (fact.type === 'play-state') isPaused = fact.state === 'paused';
      hear((turn) => onPlayer(turn, fact));
    },
  };
}

function armed({ id, startsAt, endsAt }: LaidBreak): BreakRun {
  const durationMs = endsAt - startsAt;
  const ad = anAdRun(anAd(id, { durationMs }));
  const brk = { ...BREAK, id, startsAt, plannedMs: durationMs };
  return {
    ...aFilledRun([ad], { brk, endsAt }),
    phase: 'armed',
    spans: [{ adInstanceId: id, startsAt, endsAt }],
    showing: null,
  };
}
