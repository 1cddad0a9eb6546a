import type { LoadedPlaylist, PlayerCommand, PlayerFact, PlayerHost, PlayerPort, Undo } from '@cutaway/core';
import { adsOnDemand } from './ads-on-demand.js';
import { contentSound } from './content-sound.js';
import { hasSingleDecoder } from './has-single-decoder.js';
import { hearOnDemand, type EarsOnDemand, type StreamEars } from './hear-on-demand.js';
import { together } from './listen.js';
import { measureOnDemand } from './measure-on-demand.js';
import { paceRecovery } from './pace-recovery.js';
import { playElement } from './play-element.js';
import type { RenditionSurroundings } from './rendition.js';
import { recallSecondElement, type DeviceMemory } from './recall-second-element.js';
import type { SecondElement, SecondElementSurroundings } from './ads-apart.js';
import { seekProgram } from './seek-program.js';
import { timerMs } from './timer-ms.js';
import { watchContent, type PlayedContent } from './watch-content.js';
import { watchPage } from './watch-page.js';
import { watchQuality } from './watch-quality.js';
import { watchWish } from './watch-wish.js';

/** Where what an engine loads passes through. `Where`: what it says of a segment, for `hearStream` of its own. */
export interface StreamGate<Where> {
  /** For each media playlist before the engine reads it. `hand` is given the text that it shall read, now or later. */
  playlist(loaded: LoadedPlaylist, hand: (text: string) => void, request: unknown): void;
  /** For each segment before the engine reads it. `bytes` may be given to a worker afterwards. */
  segment(bytes: unknown, uri: string, where: Where): void;
  /** These as in `PlayerHost`, where there is one. */
  mendSegment<Bytes>(bytes: Bytes, uri: string, init?: Uint8Array | null): Bytes | ArrayBuffer;
  spareSegment(uri: string): ArrayBuffer | null;
  /** To the session, where there is one. */
  tell(fact: PlayerFact): void;
  soundShiftMs(uri: string): number | null | undefined;
}

/** What differs from one player to the next. */
export interface Engine<Where> extends PlayedContent {
  readonly name: string;
  /** As its maker counts. */
  readonly version?: string;
  /** True for the MIME types that it plays where the element itself does not. */
  plays(mime: string): boolean;
  /** Puts the gate between the network and the engine. Called at once, and with a `connect` after an undo. */
  hookIn(gate: StreamGate<Where>): Undo[];
  /**
   * Tells what did not load or decode. `onFatal` is called after a fatal error has been told, and goes on in time with `recover`;
   * `onReset` where the player attaches its media anew by itself, so that the element is paused though nobody wished it.
   */
  watchFailures(tell: PlayerHost['tell'], onFatal: (isMediaError: boolean) => void, onReset: Undo): Undo;
  /**
   * Loads the stream anew; a live one starts at its edge, VOD at `mediaSeconds` (left out: where it is). A promise, which is not
   * rejected, where that is not done at once.
   */
  reload(this: void, mediaSeconds?: number): void | Promise<void>;
  /** Goes on after a fatal error; what has to be loaded anew for that is VOD at `mediaSeconds` (left out: where it is). */
  recover(isMediaError: boolean, mediaSeconds?: number): void | Promise<void>;
  /** Code that is loaded when it is needed. */
  loadEars(tell: PlayerHost['tell']): Promise<StreamEars<Where>>;
  loadAds(around: Omit<SecondElementSurroundings, 'load'>): Promise<SecondElement>;
  /** Loaded as soon as there is a session: tells `rendition` (`watchRendition`). Where it does not come, nobody is told. */
  loadRendition(around: RenditionSurroundings): Promise<Undo>;
}

export interface ElementOptions {
  /** An ad that is not ready this long after `prepare-ad` has failed with MEDIA_TIMEOUT. Default 3000. */
  readonly adReadyWithinMs?: number;
  /** How long the content's element is left alone between two sources (`reattach`). Default 0; 100 on sets with one decoder. */
  readonly settleMs?: number;
  /**
   * Whether protected content may leave its element for ads and come back with the keys that it has (`reattach`); where it may not, it
   * stays, and no ad shows so. Default: false on sets that are known to need new keys for each source (webOS, Philips, Panasonic).
   */
  readonly reusesKeys?: boolean;
  /** Go on by itself after fatal errors of the player. Default true; false where the application does so. */
  readonly recover?: boolean;
  /**
   * Hear SCTE-35 inside of segments: emsg, ID3, PIDs of a transport stream. Default true, since no player tells them, and a look
   * at some heads of boxes is what they cost a stream that has none. Segments that are encrypted as a whole stay unheard.
   */
  readonly inband?: boolean;
  /** Where it is kept whether a second element works here (`probeSecondElement`), or was refused. Default: `localStorage`. */
  readonly memory?: DeviceMemory;
}

/** A playlist that is held is asked for again after this time. */
const ASK_EVERY_MS = 50;

/** A player of a media element as a player port. */
export function elementPort<Where>(
  video: HTMLVideoElement,
  engine: Engine<Where>,
  options: ElementOptions,
): PlayerPort {
  let host: PlayerHost | null = null;
  let ears: EarsOnDemand<Where> | null = null;
  const gate: StreamGate<Where> = {
    playlist(loaded, hand, request) {
      const ask = (heard: LoadedPlaylist, asked = 0): void => {
        const text = host ? askHost(host, heard, asked) : heard.text;
        if (text === null) setTimeout(ask, ASK_EVERY_MS, heard, asked + 1);
        else hand(text);
      };
      if (ears && loaded.kind !== 'text') ears.playlist(loaded, ask, request);
      else ask(loaded);
    },
    segment(bytes, uri, where) {
      // What an ad carries along is not said of the programme.
      const isContent = gate.soundShiftMs(uri) === null;
      if (options.inband !== false && isContent && bytes instanceof ArrayBuffer) ears?.segment(bytes, where);
    },
    mendSegment: (bytes, uri, init) => (host ? host.mendSegment(bytes, uri, init) : bytes),
    spareSegment: (uri) => host && host.spareSegment(uri),
    tell: (fact) => host?.tell(fact),
    soundShiftMs: (uri) => host?.soundShiftMs(uri),
  };
  let hooks = engine.hookIn(gate);
  let run: (command: PlayerCommand) => void = () => undefined;

  return {
    abilities: {
      name: engine.name,
      ...(engine.version && { version: engine.version }),
      rewritesPlaylists: true,
      secondElement: recallSecondElement(options.memory) ?? !hasSingleDecoder(navigator.userAgent),
      reattach: true,
      canPlay: (mime) => engine.plays(mime) || video.canPlayType(mime) !== '',
    },
    connect(to) {
      if (host) throw new Error('Cannot connect player: it has a session, expected its undo to be called first');
      if (hooks.length === 0) hooks = engine.hookIn(gate);
      host = to;
      const isOurs = (): boolean => host === to;
      /** Where content was, which an element does not know that has no source. */
      let atSeconds: number | undefined;
      const tell: PlayerHost['tell'] = (fact) => {
        if (!isOurs()) return;
        if (fact.type === 'content-frame') atSeconds = fact.mediaMs / 1000;
        to.tell(fact);
      };
      const tellFault = (detail: string): void =>
        tell({ type: 'content-failed', url: null, status: null, fatal: false, detail });
      const play = (): void => playElement(video, (name, message) => tellFault(`${name}: ${message}`));
      const wish = watchWish(video);
      /** What was ordered last and is not done: a frame that comes meanwhile is of what was there before. */
      let pending: object | null = null;
      /** What an engine throws, or rejects, was an order that came to nothing: content is what it was before. */
      const keepPlaying = (act: () => void | Promise<void>): void => {
        const order = (pending = {});
        const end = (): void => {
          if (pending === order) pending = null;
          if (wish.isToPlay() && isOurs()) play();
        };
        recovery.onOrder();
        try {
          void Promise.resolve(act())
            .catch((reason) => tellFault(String(reason)))
            .then(end);
        } catch (error) {
          end();
          throw error;
        }
      };
      const reload = (): void => keepPlaying(() => engine.reload(atSeconds));
      /** Nobody ordered it who could be told that it did not work: that is looked at again in time. */
      const recover = (isMediaError: boolean, isLastResort?: true): void => {
        try {
          if (isLastResort) reload();
          else keepPlaying(() => engine.recover(isMediaError, atSeconds));
        } catch (error) {
          tellFault(String(error));
        }
      };
      const recovery = paceRecovery((isMediaError, isLastResort) => {
        if (isLastResort || options.recover !== false) recover(isMediaError, isLastResort);
      }, wish.isToPlay);
      const hearContent: PlayerHost['tell'] = (fact) => {
        if (fact.type === 'content-frame') {
          if (pending) return;
          recovery.onFrame(); // also of an ad that has the element
        }
        ofContent.tell(fact);
      };
      /** The session has answered a fatal error with a load of its own. */
      let isAnswered = false;
      const sound = contentSound(video, tell);
      const stillness = { isOurs: false };
      const ofContent: SecondElementSurroundings['ofContent'] = { tell };
      const around = {
        content: video,
        ...{ sound, stillness, tell, ofContent, options, played: engine },
        latencySeconds: () => engine.latencySeconds(),
        readyWithinMs: timerMs(options.adReadyWithinMs ?? 3000),
        memory: options.memory,
        onContentLost: () => (video.error ? recover(true) : play()),
      };
      const ownEars = (ears = hearOnDemand(() => engine.loadEars(tell), tell));
      const ads = adsOnDemand(() => engine.loadAds(around), around);
      const eyes = measureOnDemand(
        () => import('./watch-visibility.js').then((code) => code.watchVisibility),
        video,
        tell,
      );
      const stopRendition = undoLater(
        engine.loadRendition({
          content: video,
          played: engine,
          isAd: (uri) => gate.soundShiftMs(uri) != null,
          tell: (fact) => ofContent.tell(fact),
          isAway: () => ofContent.isAway === true,
        }),
      );
      const undo = together([
        stopRendition,
        ...hooks.splice(0),
        sound.stop,
        wish.stop,
        watchContent(engine, video, stillness, hearContent),
        engine.watchFailures(
          (fact) => {
            isAnswered = false;
            ofContent.tell(fact);
          },
          (isMediaError) => !isAnswered && recovery.onFatal(isMediaError),
          () => keepPlaying(() => undefined),
        ),
        recovery.stop,
        watchPage(video, tell),
        watchQuality(video, tell),
        ads.stop,
        ownEars.stop,
        eyes.stop,
      ]);
      run = (command) => {
        const shown = ads.shown();
        switch (command.type) {
          case 'reload-content':
            if (command.mediaMs !== undefined) atSeconds = command.mediaMs / 1000;
            isAnswered = true;
            recovery.onSessionLoad();
            return reload();
          case 'seek-program':
            return seekProgram(engine.spans(), video, command.programMs);
          case 'rate':
            return void (video.playbackRate = command.rate);
          case 'pause':
            return (shown?.video ?? video).pause();
          case 'play':
            return shown ? shown.play() : play();
          case 'measure-visibility':
            return eyes.set(command.on);
          default:
            return ads.run(command);
        }
      };
      return () => {
        if (!isOurs()) return;
        host = null;
        run = () => undefined;
        undo();
      };
    },
    run: (command) => run(command),
  };
}

/** A fault of the session must not cost the viewer the programme: then the playlist goes on as it came. */
function askHost(host: PlayerHost, loaded: LoadedPlaylist, asked: number): string | null {
  try {
    return host.playlist(loaded, asked);
  } catch {
    return loaded.text;
  }
}

/** Undoes at once what has come by then, and what comes later as it comes. What does not come is not missed. */
function undoLater(coming: Promise<Undo>): Undo {
  let undo: Undo | undefined;
  let isOver = false;
  coming.then(
    (come) => {
      undo = come;
      if (isOver) undo();
    },
    () => undefined,
  );
  return () => {
    isOver = true;
    undo?.();
  };
}
