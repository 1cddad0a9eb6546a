import type { AdSessionOptions, PlayerPort, Ports, UiPort, ViewerIntent } from '@cutaway/core';

/** A call that throws, or fails, in a span of time: `player show-ad`, `http beacon`, `storage write`, `ui`, `listener break`. */
export interface Throw {
  /** A regular expression. */
  readonly what: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** What the viewer, the device or the clock does at a moment. */
export type PageAct = { readonly atMs: number } & (
  | { readonly act: 'pause' | 'play' | 'hide' | 'show' }
  /** The page's only thread is busy for so long. */
  | { readonly act: 'block'; readonly ms: number }
  /** The session's clock jumps on. */
  | { readonly act: 'jump'; readonly ms: number }
  | { readonly act: 'decoder'; readonly mode: DecoderMode }
);

/** What a device of one decoder does to a second element that plays, or to the content then. */
export type DecoderMode = 'deny' | 'steal' | 'crosstalk' | 'two';

/** What the application does wrong from the beginning. */
export type Application =
  | 'consent throws'
  | 'consent rejects'
  | 'identity throws'
  | 'identity rejects'
  | 'attestation rejects'
  | 'attestation throws';

/** All that goes wrong in a page. Times: epoch milliseconds. */
export interface Mischief {
  readonly throws: readonly Throw[];
  readonly acts: readonly PageAct[];
  readonly application: readonly Application[];
}

/** Wraps all that a session is given, so that it fails when it should, and plays the acts. */
export function createMischief(plan: Mischief, video: HTMLVideoElement, send: (intent: ViewerIntent) => void) {
  const { throws, acts, application } = plan;
  const spans = throws.map(({ what, ...span }) => ({ what: new RegExp(what), ...span }));
  let jumpedMs = 0;
  const throwFor = (what: string): void => {
    const nowMs = Date.now();
    if (spans.some((one) => nowMs >= one.fromMs && nowMs < one.untilMs && one.what.test(what)))
      throw new Error(`injected into ${what}`);
  };
  const guarded = <Of extends object>(port: Of, name: (call: string, args: readonly unknown[]) => string): Of =>
    new Proxy(port, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          throwFor(name(String(key), args));
          return (value as (...given: unknown[]) => unknown).apply(target, args);
        };
      },
    });
  for (const one of acts) setTimeout(() => perform(one), Math.max(0, one.atMs - Date.now()));
  // As an application does after a suspend, which leaves videos paused.
  document.addEventListener('resume', wake);
  const setDecoder = watchDecoders(video);

  function perform(one: PageAct): void {
    if (one.act === 'pause') send({ type: 'pause' });
    else if (one.act === 'play') wake();
    else if (one.act === 'decoder') setDecoder(one.mode);
    else if (one.act === 'jump') jumpedMs += one.ms;
    else if (one.act === 'block') for (const untilMs = Date.now() + one.ms; Date.now() < untilMs;);
    else setHidden(one.act === 'hide');
  }
  function wake(): void {
    send({ type: 'resume' });
    video.play().catch(() => undefined);
  }
  /** A promise that rejects or a function that throws, where the application is to do either. */
  const failing = (who: string): PromiseLike<never> | (() => never) | undefined => {
    const fault = application.find((one) => one.startsWith(who));
    const error = new Error(`injected into ${who}`);
    if (fault === undefined) return undefined;
    return fault.endsWith('rejects') ? Promise.reject(error) : () => raise(error);
  };
  const consent = failing('consent');
  const identity = failing('identity');
  const attestation = failing('attestation');

  return {
    throwFor,
    player: (port: PlayerPort): PlayerPort => ({
      abilities: port.abilities,
      connect: (host) => port.connect(host),
      run(command) {
        throwFor(`player ${command.type}`);
        port.run(command);
      },
    }),
    ui: (port: UiPort): UiPort => guarded(port, (call) => (call === 'show' ? 'ui' : `ui ${call}`)),
    ports: (ports: Ports): Ports => ({
      ...ports,
      clock: {
        nowMs: () => ports.clock.nowMs() + jumpedMs,
        after(ms, run) {
          throwFor('clock');
          return ports.clock.after(ms, run);
        },
      },
      http: guarded(ports.http, (_, [request]) => `http ${(request as { readonly use: string }).use}`),
      ...(ports.storage && { storage: guarded(ports.storage, (call) => `storage ${call}`) }),
    }),
    options: (telemetryUrl: string): Partial<AdSessionOptions> => ({
      onBeacon: () => throwFor('onBeacon'),
      beaconPolicy: () => (throwFor('policy'), 'send'),
      ...(spans.some((one) => one.what.test('choose')) && {
        chooseMediaFile(ad, { canPlay }) {
          throwFor('choose');
          return ad.mediaFiles.find(({ type }) => canPlay(type)) ?? null;
        },
      }),
      ...(consent && { consent }),
      ...(identity && { identity }),
      telemetry: {
        url: telemetryUrl,
        ...(attestation && { attestation: () => (typeof attestation === 'function' ? attestation() : attestation) }),
      },
    }),
  };
}

function raise(error: Error): never {
  throw error;
}

function setHidden(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    get: () => (hidden ? 'hidden' : 'visible'),
  });
  document.dispatchEvent(new Event('visibilitychange'));
}

const CROSSED = ['pause', 'ended', 'waiting', 'stalled', 'seeked', 'error', 'durationchange'] as const;

/** A device whose decoders can be one: the content's element is the first. */
function watchDecoders(content: HTMLVideoElement): (mode: DecoderMode) => void {
  let mode: DecoderMode = 'two';
  const play = HTMLMediaElement.prototype.play;
  const crossed = new WeakSet<HTMLMediaElement>();
  HTMLMediaElement.prototype.play = function (): Promise<void> {
    if (this === content || mode === 'two') return play.call(this);
    if (mode === 'deny') {
      this.dispatchEvent(new Event('error'));
      return Promise.reject(new DOMException('one decoder only', 'NotSupportedError'));
    }
    if (mode === 'steal') {
      content.pause();
      content.dispatchEvent(new Event('error'));
    } else if (!crossed.has(this)) {
      crossed.add(this);
      for (const type of CROSSED) this[`on${type}`] = () => content.dispatchEvent(new Event(type));
    }
    return play.call(this);
  };
  return (now) => void (mode = now);
}
