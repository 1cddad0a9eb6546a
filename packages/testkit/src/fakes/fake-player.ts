import type { LoadedPlaylist, PlayerCommand, PlayerFact, PlayerHost, PlayerPort, Undo } from '@cutaway/core';
import { resolveUri } from '@cutaway/model';
import { ATTACH_MS, createFakeAds } from './fake-ads.js';
import type { FakePlayerOptions } from './fake-player-options.js';
import { tellRendition } from './fake-rendition.js';
import { FakeTimeline } from './fake-timeline.js';

const FRAME_MS = 40;
const REFRESH_MS = 1000;
const ASK_EVERY_MS = 50;
const ORIGIN = 'https://origin.example/';

/** One frame on the screen. */
export interface ShownFrame {
  readonly atMs: number;
  /** `content`, the ad instance in the second element, or the URI of a stitched ad segment. */
  readonly what: string;
  readonly programMs: number;
}

export interface FakePlayer extends PlayerPort {
  readonly frames: readonly ShownFrame[];
  readonly commands: readonly PlayerCommand[];
  /** What a real player would have stumbled over. */
  readonly faults: readonly string[];
  /** The text of the sound, as it was read last. */
  audio(): string;
  pause(): void;
  play(): void;
  /** The viewer moves the playhead to a programme time. */
  seek(programMs: number): void;
  /** The viewer plays content at another rate. */
  setRate(rate: number): void;
  /** The rate of content now. */
  rate(): number;
  /** Anything else that a player can say: its volume, its size, its page. */
  say(fact: PlayerFact): void;
}

/** A player in memory: it loads playlists through its host, plays by its clock, and shows what those texts say. */
export function createFakePlayer(options: FakePlayerOptions): FakePlayer {
  const {
    clock,
    origin,
    hear = (loaded) => loaded,
    isBroken = () => false,
    secondElement = true,
    reattach = true,
    bufferMs,
    seekOffMs = 0,
    rendition,
    ads = () => ({ durationMs: 5760 }),
  } = options;
  const timeline = new FakeTimeline();
  const frames: ShownFrame[] = [];
  const commands: PlayerCommand[] = [];
  let host: PlayerHost | null = null;
  let mediaMs: number | null = null;
  /** Where a new load of VOD goes on. */
  let startMs: number | null = options.startMs ?? null;
  let isAsking = false;
  let hasEnded = false;
  let audio = '';
  let isPaused = false;
  /** An ad that was due while content was paused. */
  let onPlay: Undo = () => undefined;
  /** Since when content is held back. */
  let heldAtMs: number | null = null;
  let toldStream = '';
  let leftAtMs = 0;
  let backAtMs = 0;
  let rate = 1;
  let toldAtMs = -Infinity;
  let toldSequence: number | null = null;
  let timers: Undo[] = [];

  /** What a host throws costs a player nothing; it is noted, so that a test sees it. */
  const guard = <Answer>(otherwise: Answer, run: () => Answer): Answer => {
    try {
      return run();
    } catch (error) {
      timeline.faults.push(`the host threw: ${String(error)}`);
      return otherwise;
    }
  };
  const tell = (fact: PlayerFact) => guard(undefined, () => host?.tell(fact));
  const elements = createFakeAds({ clock, made: ads, tell, frameMs: FRAME_MS });
  const every = (ms: number, run: () => void): void => {
    const slot = timers.length;
    const again = (): void => {
      timers[slot] = clock.after(ms, () => {
        again();
        run();
      });
    };
    again();
  };

  /** Asks again while the answer is that it has to wait. */
  function ask(loaded: LoadedPlaylist, use: (text: string) => void, asked = 0): void {
    const text = guard(loaded.text, () => (host ? host.playlist(hear(loaded), asked) : loaded.text));
    if (text === null) clock.after(ASK_EVERY_MS, () => ask(loaded, use, asked + 1));
    else use(text);
  }

  function refresh(): void {
    if (isAsking || timeline.isEnded) return; // VOD is read once
    isAsking = true;
    ask({ url: `${ORIGIN}hi.m3u8`, kind: 'video', bandwidth: 120_000, text: origin('hi') }, (text) => {
      isAsking = false;
      timeline.load(text);
      mediaMs ??= (timeline.isEnded ? startMs : null) ?? timeline.joinMs;
      tellStream();
    });
    ask({ url: `${ORIGIN}audio.m3u8`, kind: 'audio', bandwidth: null, text: origin('audio') }, (text) => {
      audio = text;
    });
  }

  function tellStream(): void {
    const live = !timeline.isEnded;
    const durationMs = live ? null : timeline.edgeMs;
    if (`${durationMs}` === toldStream) return;
    toldStream = `${durationMs}`;
    tell({ type: 'stream', live, durationMs });
  }

  /** What is told of content while it is held back is what it would do otherwise. */
  function tellPlayState(): void {
    const playing = heldAtMs !== null ? 'waiting' : hasEnded ? 'ended' : 'playing';
    tell({ type: 'play-state', state: isPaused ? 'paused' : playing });
  }

  function hold(): void {
    if (heldAtMs !== null) return;
    heldAtMs = clock.nowMs();
    tellPlayState();
  }

  function letGo(): void {
    if (heldAtMs === null) return;
    // A live stream goes on where its edge has come to meanwhile.
    if (!timeline.isEnded && mediaMs !== null) mediaMs += clock.nowMs() - heldAtMs;
    heldAtMs = null;
    tellPlayState();
  }

  function frame(): void {
    if (mediaMs === null || isPaused) return;
    const segment = timeline.at(mediaMs);
    const isThere = elements.content() === 'there' && clock.nowMs() >= backAtMs && heldAtMs === null;
    const isAtEnd = segment === null && timeline.isEnded;
    const wasEnded = hasEnded;
    hasEnded = isAtEnd;
    if (hasEnded !== wasEnded) tellPlayState();
    if (segment !== null && isThere && !isBroken(segment.uri)) {
      const shownMs = mediaMs;
      const programMs = segment.programMs + mediaMs - segment.mediaStartMs;
      const isStitchedAd = /\/ads\//.test(segment.uri);
      if (elements.shown() === null)
        frames.push({ atMs: clock.nowMs(), what: isStitchedAd ? segment.uri : 'content', programMs });
      if (segment.sequence !== toldSequence || clock.nowMs() - toldAtMs >= 100) {
        toldAtMs = clock.nowMs();
        toldSequence = segment.sequence;
        tell({
          type: 'content-frame',
          mediaMs,
          programMs,
          uri: resolveUri(segment.uri, ORIGIN),
          ...(bufferMs && { bufferMs: bufferMs() }),
          ...(rate !== 1 && { rate }),
        });
      }
      // Who was moved meanwhile begins where he was moved to.
      if (mediaMs === shownMs) mediaMs = Math.max(0, mediaMs + FRAME_MS * rate);
    }
    const shown = elements.frame();
    if (shown !== null) frames.push({ atMs: clock.nowMs(), what: shown, programMs: Number.NaN });
  }

  function obey(command: PlayerCommand): void {
    switch (command.type) {
      case 'prepare-ad':
        return elements.prepare(command);
      case 'show-ad':
        if (!command.inMs) return show(command);
        timers.push(clock.after(command.inMs, () => (isPaused ? (onPlay = () => show(command)) : show(command))));
        return;
      case 'hold-content':
        return hold();
      case 'drop-ad':
        return elements.drop(command.adInstanceId);
      case 'show-content':
        return showContent(command.programMs);
      case 'reload-content':
        elements.clear();
        startMs = timeline.isEnded ? (command.mediaMs ?? mediaMs) : null;
        timeline.clear();
        mediaMs = null;
        return;
      case 'seek-program':
        return seek(command.programMs + seekOffMs);
      case 'rate':
        rate = command.rate;
        return;
      case 'pause':
      case 'play':
        if (elements.shown() !== null) return elements.setPaused(command.type === 'pause');
        return setPaused(command.type === 'pause');
      case 'measure-visibility':
        return; // a test says what is to be seen
    }
  }

  function show(ad: Extract<PlayerCommand, { type: 'show-ad' }>): void {
    if (elements.content() === 'there') leftAtMs = clock.nowMs();
    elements.show(ad);
  }

  function tellLatency(): void {
    if (mediaMs !== null && elements.content() === 'there' && !timeline.isEnded)
      tell({ type: 'latency', latencyMs: timeline.edgeMs - mediaMs });
  }

  function showContent(programMs?: number): void {
    const before = elements.content();
    elements.clear();
    letGo();
    if (before !== 'detached' || mediaMs === null) return;
    // A live stream goes on as far behind its edge.
    const awayMs = timeline.isEnded ? 0 : clock.nowMs() - leftAtMs;
    const wantedMs = programMs === undefined ? mediaMs + awayMs : timeline.mediaOf(programMs);
    mediaMs = Math.min(wantedMs, timeline.edgeMs - FRAME_MS);
    backAtMs = clock.nowMs() + ATTACH_MS;
    tellLatency();
  }

  function seek(programMs: number): void {
    if (elements.content() === 'detached') return; // what is away cannot be moved
    mediaMs = Math.min(timeline.mediaOf(programMs), timeline.edgeMs - FRAME_MS);
    tell({ type: 'seeking', mediaMs: Math.max(0, mediaMs) });
  }

  function setPaused(value: boolean): void {
    if (isPaused === value) return;
    isPaused = value;
    tellPlayState();
    if (isPaused) return;
    onPlay();
    onPlay = () => undefined;
  }

  return {
    abilities: { name: 'fake', rewritesPlaylists: true, secondElement, reattach, canPlay: () => true },
    frames,
    commands,
    faults: timeline.faults,
    audio: () => audio,
    pause: () => (elements.content() === 'detached' ? elements.setPaused(true) : setPaused(true)),
    play: () => (elements.content() === 'detached' ? elements.setPaused(false) : setPaused(false)),
    seek,
    setRate: (wanted) => void (rate = wanted),
    rate: () => rate,
    say: tell,
    run(command) {
      options.onCommand?.(command);
      commands.push(command);
      if (host !== null) obey(command);
    },
    connect(to) {
      if (host) throw new Error('Cannot connect player: it has a session, expected its undo to be called first');
      host = to;
      tell({ type: 'play-state', state: isPaused ? 'paused' : 'playing' });
      if (options.loadsAfterMs) timers.push(clock.after(options.loadsAfterMs, refresh));
      else refresh();
      every(REFRESH_MS, refresh);
      every(FRAME_MS, frame);
      every(1000, tellLatency);
      if (rendition) every(1000, tellRendition(rendition, timeline, tell));
      return () => {
        if (host !== to) return;
        host = null;
        elements.clear();
        heldAtMs = null;
        for (const undo of timers) undo();
        timers = [];
      };
    },
  };
}
