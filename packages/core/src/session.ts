import { completeConfig, TICK_MS, type SessionOptions } from './config.js';
import type { Effect } from './effect.js';
import type { Fact } from './fact.js';
import type { LoadedPlaylist, PlayerPort, Undo } from './player-port.js';
import type { KeptSegments } from './playback/spare-segment.js';
import type { Ports } from './ports.js';
import type { SessionEvent, SessionEvents } from './session-event.js';
import { ads, loadAds } from './load-ads.js';
import type { Delivery } from './outbox/delivery.js';
import { isHeld } from './hear/hold.js';
import { createGate } from './shell/gate.js';
import { holdReads } from './shell/hold-reads.js';
import { createListeners } from './shell/listeners.js';
import { runEffect, type World } from './shell/run-effect.js';
import { steadyClock } from './shell/steady-clock.js';
import { watchOnDemand } from './shell/watch-on-demand.js';
import { createRecorder, type Trace } from './shell/trace.js';
import { initialState, type SessionState } from './state.js';
import { step } from './step.js';
import type { Turn } from './turn.js';
import { NOTHING } from './view.js';
import type { UiPort, ViewerIntent } from './ui-port.js';
import { browserPorts } from './browser-ports.js';

/** What an application holds. */
export interface AdSession {
  /** Its name now: a device id that is reset gives it another. */
  readonly id: string;
  /** Listens. The answer stops it. What a listener throws is told as a `cause` and stops nothing. */
  on<Type extends keyof SessionEvents>(type: Type, listener: (detail: SessionEvents[Type]) => void): Undo;
  /** What the application's own UI has to say: of a companion that it shows, of a click. As the `ui` port does. */
  send(intent: ViewerIntent): void;
  /** What happened so far, for a bug report or a replay. */
  trace(): Trace;
  /** How many beacons came to each stage so far. */
  delivery(): Delivery;
  /** Content back, everything let go: no timer, listener, element or request of ours stays. Beacons already due still leave. */
  destroy(): void;
}

export interface AdSessionOptions extends SessionOptions {
  readonly player: PlayerPort;
  readonly ui?: UiPort;
  /** Everything else that the session touches outside. Default: the browser's own. */
  readonly ports?: Ports;
}

/**
 * Starts ad insertion for one player. Facts come in one at a time; the state is committed first and the world told after,
 * so whatever a listener does in answer waits its turn.
 * @throws TypeError that names the option which is missing, or is none that there may be.
 */
export function createAdSession(options: AdSessionOptions): AdSession {
  const config = completeConfig(options, options.player.abilities);
  const { player, ui, omid, onBeacon, beaconPolicy: policy, ports = browserPorts() } = options;
  const { chooseMediaFile = null } = options;
  const reader = options.decision.reader ?? null;
  const recorder = createRecorder(config, options.traceChars ?? 262_144);
  const nowMs = steadyClock(() => ports.clock.nowMs());
  const inbox: Fact[] = [];
  let state = initialState(config);
  let served: string | null | undefined;
  let stopTick: Undo | null = null;
  let teardown: Undo = () => undefined;
  let application: ReturnType<typeof watchOnDemand> | null = null;

  const tell = (fact: Fact): void => {
    if (!state.alive && fact.type !== 'reply') return; // what was sent is heard of to the end
    inbox.push(fact);
    if (inbox.length > 1) return; // told during an effect: it waits its turn
    for (let next; (next = inbox[0]) !== undefined; inbox.shift()) {
      const wasAlive = state.alive;
      for (const effect of commit(next)) runEffect(effect, world);
      if (wasAlive && !state.alive) teardown();
    }
    keepTicking();
  };

  function commit(fact: Fact): readonly Effect[] {
    const atMs = nowMs();
    const code = { reader, ads, chooseMediaFile };
    try {
      const { state: committed, effects } = step(state, fact, atMs, code);
      // An id that is withdrawn is not in the trace either.
      if (fact.type === 'identity' && fact.identity?.lmt && state.privacy.identity?.ifa) recorder.forget();
      state = committed;
      recorder.note({ atMs, fact, effects });
      return effects;
    } catch (error) {
      if (!state.alive) return [];
      const turn: Turn = { state: { ...state, nowMs: atMs }, effects: surrender(state, error), ...code };
      try {
        if (state.hasCode) ads?.endSession(turn);
      } catch {
        // What it still has to send is what is at fault.
      }
      state = { ...turn.state, alive: false, runs: [] };
      return turn.effects;
    }
  }

  const listeners = createListeners((event, error) =>
    tell({
      type: 'effect-failed',
      effect: { type: 'tell', event },
      detail: `listener of ${event.type}: ${String(error)}`,
    }),
  );
  const serve = (text: string | null): void => void (served = text);
  const gate = createGate();
  const http = holdReads(ports.http);
  const world: World = {
    ...{ ports, http, player, ui, omid, tell, serve, loadAds, policy, gate },
    emit: listeners.emit,
    savedText: (key) => ads?.savedText(state, key) ?? '',
    attest: () => application?.attest(),
  };
  if (onBeacon) listeners.on('beacon', ({ beacon, stage }) => onBeacon(beacon, stage));

  /** A tick that could not be set is set again with the next fact: the watchdog must not depend on one timer. */
  function keepTicking(): void {
    if (stopTick || !state.alive) return;
    try {
      stopTick = ports.clock.after(TICK_MS, () => {
        stopTick = null;
        tell({ type: 'tick' });
      });
    } catch {
      // The next fact tries again.
    }
  }

  function playlist(loaded: LoadedPlaylist): string;
  function playlist(loaded: LoadedPlaylist, asked: number): string | null;
  function playlist(loaded: LoadedPlaylist, asked?: number): string | null {
    // What is asked again is no news while it is held.
    if (asked && isHeld(state, loaded.kind, asked)) return null;
    served = undefined;
    tell({ type: 'playlist', loaded, asked });
    return served === undefined ? loaded.text : served;
  }

  const { abilities } = player;
  const { canPlay: _, ...told } = abilities;
  const hls = abilities.canPlay('application/vnd.apple.mpegurl');
  const mp4 = abilities.canPlay('video/mp4');
  tell({
    type: 'started',
    seed: ports.seed() >>> 0,
    player: { ...told, hls, mp4 },
    hasUi: !!ui,
    hasStorage: !!ports.storage,
    hasCode: !!ads,
    automated: isAutomated(ports),
  });
  const undos: (Undo | undefined)[] = [() => stopTick?.()];
  teardown = () => {
    for (const undo of [...undos.splice(0), gate.open, http.end]) {
      try {
        undo?.();
      } catch (error) {
        // What does not let go keeps nothing else from it.
        listeners.emit(internal(state, error));
      }
    }
    listeners.clear();
  };
  const send = (intent: ViewerIntent): void => tell({ type: 'intent', intent });
  try {
    connect();
  } catch (error) {
    // Nobody gets to hold it: nothing of it stays.
    tell({ type: 'destroyed' });
    throw error;
  } finally {
    // A fault of ours may have ended it meanwhile: what was connected behind that is let go, too.
    if (!state.alive) teardown();
  }

  function connect(): void {
    application = watchOnDemand(options, tell);
    undos.push(application.undo);
    world.attest();
    undos.push(
      ports.lifecycle?.watch((now) => {
        tell({ type: 'lifecycle', now });
        if (now !== 'visible') gate.open();
      }),
    );
    undos.push(ui?.connect(send));
    const kept: KeptSegments = new Map();
    undos.push(
      player.connect({
        tell,
        playlist,
        mendSegment: (bytes, uri, init) => ads?.spareOf(kept, state.plans, { bytes, uri, init }, tell) ?? bytes,
        spareSegment: (uri) => ads?.spareSegment(kept, state.plans, uri) ?? null,
        soundShiftMs: (uri) => ads?.soundShiftMs(state.plans, uri) ?? null,
      }),
    );
    if (config.breaks.length > 0 || config.planUrl || config.asks.picks) {
      tell({ type: 'connected' });
      // What places breaks, or hears of them ahead, must be there without a decision, too.
      loadAds().then(
        () => tell({ type: 'code-loaded' }),
        () => undefined,
      );
    }
    undos.push(omid?.connect((adInstanceId, heard) => tell({ type: 'omid', adInstanceId, heard })));
  }
  return {
    get id() {
      return state.sessionId;
    },
    on: listeners.on,
    send,
    trace: recorder.trace,
    delivery: () => state.delivery,
    destroy: () => tell({ type: 'destroyed' }),
  };
}

/** A port that fails to say it says nothing. */
function isAutomated(ports: Ports): boolean | null {
  try {
    return ports.isAutomated?.() ?? null;
  } catch {
    return null;
  }
}

/** Our own fault, which no fact can mend: content goes on as the origin sends it, and the session is over. */
function surrender(state: SessionState, error: unknown): Effect[] {
  const back: Effect[] = [{ type: 'player', command: { type: 'show-content' } }];
  if (state.plans.length > 0) back.push({ type: 'player', command: { type: 'reload-content' } });
  return [...back, { type: 'view', view: NOTHING }, { type: 'tell', event: internal(state, error) }];
}

function internal({ nowMs: atMs }: SessionState, error: unknown): SessionEvent {
  const cause = { name: 'INTERNAL' as const, adInstanceId: null, detail: String(error) };
  return { type: 'cause', detail: { atMs, breakId: null, cause } };
}
