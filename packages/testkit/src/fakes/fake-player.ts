import type { LoadedPlaylist, PlayerCommand, PlayerFact, PlayerHost, PlayerPort, Ports, Undo } from '@cutaway/core';
import { FakeTimeline } from './fake-timeline.js';

const FRAME_MS = 40;
const REFRESH_MS = 1000;

export interface FakePlayerOptions {
  readonly clock: Ports['clock'];
  /** The origin's text of a rendition now. */
  readonly origin: (rendition: 'hi' | 'audio') => string;
  /** What the player itself does to a playlist before its host has it, as an adapter that hears dialects does. */
  readonly hear?: (loaded: LoadedPlaylist) => LoadedPlaylist;
  /** Segments that never load. */
  readonly isBroken?: (uri: string) => boolean;
  readonly secondElement?: boolean;
  /** How much content is loaded ahead now, in milliseconds. Left out: the player does not say. */
  readonly bufferMs?: () => number;
  /** What happens to an ad in the second element: its length, or why it does not load. */
  readonly ads?: (url: string) => { readonly durationMs: number } | Extract<PlayerFact, { type: 'ad-failed' }>['error'];
  /** Called before each command: a test throws here. */
  readonly onCommand?: (command: PlayerCommand) => void;
}

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
  pause(): void;
  play(): void;
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
    bufferMs,
    ads = () => ({ durationMs: 5760 }),
  } = options;
  const timeline = new FakeTimeline();
  const frames: ShownFrame[] = [];
  const commands: PlayerCommand[] = [];
  const elements = new Map<string, { url: string; adMs: number; isOn: boolean }>();
  let host: PlayerHost | null = null;
  let mediaMs: number | null = null;
  let isPaused = false;
  let toldAtMs = -Infinity;
  let toldSequence: number | null = null;
  let timers: Undo[] = [];

  const tell = (fact: PlayerFact) => host?.tell(fact);
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

  function refresh(): void {
    if (host === null) return;
    const url = 'https://origin.example/';
    timeline.load(host.playlist(hear({ url: `${url}hi.m3u8`, kind: 'video', bandwidth: 120_000, text: origin('hi') })));
    host.playlist(hear({ url: `${url}audio.m3u8`, kind: 'audio', bandwidth: null, text: origin('audio') }));
    mediaMs ??= timeline.joinMs;
  }

  function frame(): void {
    if (mediaMs === null || isPaused) return;
    const on = [...elements].find(([, element]) => element.isOn);
    const segment = timeline.at(mediaMs);
    if (segment !== null && !isBroken(segment.uri)) {
      const programMs = segment.programMs + mediaMs - segment.mediaStartMs;
      const isStitchedAd = /\/ads\//.test(segment.uri);
      if (on === undefined)
        frames.push({ atMs: clock.nowMs(), what: isStitchedAd ? segment.uri : 'content', programMs });
      if (segment.sequence !== toldSequence || clock.nowMs() - toldAtMs >= 100) {
        toldAtMs = clock.nowMs();
        toldSequence = segment.sequence;
        tell({
          type: 'content-frame',
          mediaMs,
          programMs,
          uri: segment.uri,
          ...(bufferMs && { bufferMs: bufferMs() }),
        });
      }
      mediaMs += FRAME_MS;
    }
    if (on !== undefined) playElement(on[0], on[1]);
  }

  function playElement(adInstanceId: string, element: { url: string; adMs: number }): void {
    const made = ads(element.url);
    const durationMs = typeof made === 'string' ? 0 : made.durationMs;
    if (element.adMs >= durationMs) return tell({ type: 'ad-ended', adInstanceId });
    frames.push({ atMs: clock.nowMs(), what: adInstanceId, programMs: Number.NaN });
    if (element.adMs % 120 === 0) tell({ type: 'ad-frame', adInstanceId, adMs: element.adMs });
    element.adMs += FRAME_MS;
  }

  function obey(command: PlayerCommand): void {
    switch (command.type) {
      case 'prepare-ad': {
        const { adInstanceId, url } = command;
        elements.set(adInstanceId, { url, adMs: 0, isOn: false });
        const made = ads(url);
        const fact: PlayerFact =
          typeof made === 'string'
            ? { type: 'ad-failed', adInstanceId, error: made, detail: url }
            : { type: 'ad-ready', adInstanceId };
        timers.push(clock.after(200, () => tell(fact)));
        return;
      }
      case 'show-ad':
        for (const [id, element] of elements) element.isOn = id === command.adInstanceId;
        return;
      case 'drop-ad':
        return void elements.delete(command.adInstanceId);
      case 'show-content':
        return elements.clear();
      case 'reload-content':
        timeline.clear();
        mediaMs = null;
        return;
      case 'seek-program':
        mediaMs = Math.min(timeline.mediaOf(command.programMs), timeline.edgeMs - FRAME_MS);
        return;
      case 'pause':
      case 'play':
        return setPaused(command.type === 'pause');
      case 'measure-visibility':
        return; // a test says what is to be seen
    }
  }

  function setPaused(value: boolean): void {
    isPaused = value;
    tell({ type: 'play-state', state: value ? 'paused' : 'playing' });
  }

  return {
    abilities: { name: 'fake', rewritesPlaylists: true, secondElement, canPlay: () => true },
    frames,
    commands,
    faults: timeline.faults,
    pause: () => setPaused(true),
    play: () => setPaused(false),
    say: tell,
    run(command) {
      options.onCommand?.(command);
      commands.push(command);
      obey(command);
    },
    connect(to) {
      host = to;
      tell({ type: 'play-state', state: 'playing' });
      refresh();
      every(REFRESH_MS, refresh);
      every(FRAME_MS, frame);
      every(1000, () => mediaMs !== null && tell({ type: 'latency', latencyMs: timeline.edgeMs - mediaMs }));
      return () => {
        host = null;
        for (const undo of timers) undo();
        timers = [];
      };
    },
  };
}
