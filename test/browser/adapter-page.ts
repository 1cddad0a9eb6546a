import type { LoadedPlaylist, PlayerCommand, PlayerFact, PlayerPort, Undo } from '@cutaway/core';
import { hlsjs, probeSecondElement, type ProbeOutcome } from '@cutaway/hlsjs';
import { shaka as shakaPort } from '@cutaway/shaka';
import Hls from 'hls.js';
import type shakaNamespace from 'shaka-player';
import { watchScreen, type ScreenFrame } from './support/watch-screen.js';
import { putVideo } from './support/put-video.js';

export interface OpenHow {
  /** Default: hls.js. */
  readonly engine?: 'shaka';
  /** Content segments 2 and 3 are replaced by the first two of the red ad. */
  readonly stitch?: boolean;
  readonly connect?: boolean;
  /** The player alone. */
  readonly plain?: boolean;
  /** Nothing in the stream is an ad's, so that segments are listened to. */
  readonly hears?: boolean;
  /** No log of frames. */
  readonly unwatched?: boolean;
}

/** What a test can do in the page. */
export interface Lab {
  open(url: string, how?: OpenHow): Promise<void>;
  /** `hlsjs()` or `shaka()` on the player that is already open. */
  again(): void;
  /** Connects to a player that plays already, as if it had been made in time. */
  connectLate(): void;
  run(command: PlayerCommand): void;
  undo(): void;
  /** Asks the device whether a second element works beside the content. */
  probe(): Promise<ProbeOutcome>;
  facts(): readonly PlayerFact[];
  /** Called with each fact from here on, in the task in which it is told. */
  onFact(hear: (fact: PlayerFact) => void): void;
  playlists(): readonly Omit<LoadedPlaylist, 'text'>[];
  screen(): readonly ScreenFrame[];
  /** Names of hls.js events seen that begin like this. */
  events(prefix: string): readonly string[];
  /** Resolves with the first fact of a type, told already or still to come. */
  fact(type: PlayerFact['type'], withinMs: number, adInstanceId?: string): Promise<PlayerFact | null>;
  wait(ms: number): Promise<void>;
  error(): string;
  readonly hlsEvents: typeof Hls.Events;
}

declare global {
  interface Window {
    lab: Lab;
    hls: Hls;
    shakaPlayer: shakaNamespace.Player;
    port: PlayerPort;
  }
}

declare const shaka: typeof shakaNamespace;

/** Programme time of the first content segment. */
const EPOCH = Date.UTC(2030, 0, 1);

function stitch({ text, kind, url }: LoadedPlaylist): string {
  const content = text.split('\n');
  const prefix = /(\w+)\.m3u8$/.exec(url)?.[1] ?? '';
  const ad = kind === 'audio' ? '/media/ads/ad-red/exact' : '/media/ads/ad-red/video';
  let sn = -1;
  return content
    .map((line) => {
      if (!line.startsWith('#EXTINF'))
        return sn === 2 || sn === 3 ? (line.startsWith('#') ? line : `${ad}/${prefix}-00${sn - 2}.m4s`) : line;
      sn++;
      const date = `#EXT-X-PROGRAM-DATE-TIME:${new Date(EPOCH + sn * 1920).toISOString()}\n`;
      if (sn === 2) return `#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI="${ad}/${prefix}-init.mp4"\n${date}${line}`;
      if (sn === 4) return `#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI="${prefix}-init.mp4"\n${date}${line}`;
      return `${date}${line}`;
    })
    .join('\n');
}

const facts: PlayerFact[] = [];
let hear: (fact: PlayerFact) => void = () => undefined;
const playlists: Omit<LoadedPlaylist, 'text'>[] = [];
const events: string[] = [];
let frames: readonly ScreenFrame[] = [];
let undo: Undo = () => undefined;
let failed = '';
window.addEventListener('unhandledrejection', ({ reason }) => (failed += `unhandled: ${String(reason)}\n`));
window.addEventListener('error', ({ message }) => (failed += `${message}\n`));

function connect({ stitch: isStitched = false, hears: isHeard = false }: OpenHow): void {
  undo = window.port.connect({
    tell(fact) {
      facts.push(fact);
      hear(fact);
    },
    playlist(loaded) {
      const { text, ...rest } = loaded;
      playlists.push(rest);
      return isStitched ? stitch(loaded) : text;
    },
    mendSegment: (bytes) => bytes,
    spareSegment: () => null,
    soundShiftMs: () => (isHeard ? null : 0),
  });
}

function putPort(make: () => PlayerPort, how: OpenHow): void {
  if (how.plain) return;
  window.port = make();
  if (how.connect !== false) connect(how);
}

function openHls(url: string, video: HTMLVideoElement, how: OpenHow): void {
  const hls = (window.hls = new Hls({ startLevel: 1 }));
  for (const event of Object.values(Hls.Events)) hls.on(event, () => events.push(event));
  putPort(() => hlsjs(hls, video), how);
  hls.attachMedia(video);
  hls.loadSource(url);
}

async function openShaka(url: string, video: HTMLVideoElement, how: OpenHow): Promise<void> {
  const player = (window.shakaPlayer = new shaka.Player());
  putPort(() => shakaPort(player, video), how);
  await player.attach(video);
  await player.load(url);
}

function portAgain(): PlayerPort {
  const { hls, shakaPlayer } = window;
  return hls
    ? hlsjs(hls, hls.media as HTMLVideoElement)
    : shakaPort(shakaPlayer, shakaPlayer.getMediaElement() as HTMLVideoElement);
}

window.lab = {
  async open(url, how = {}) {
    const { stage, video } = putVideo();
    if (!how.unwatched) frames = watchScreen(stage);
    if (how.engine === 'shaka') await openShaka(url, video, how);
    else openHls(url, video, how);
    await video.play();
  },
  again: () => void portAgain(),
  connectLate() {
    if (window.hls) Object.defineProperty(window.hls, 'url', { value: null, configurable: true });
    else window.shakaPlayer.getAssetUri = () => null;
    window.port = portAgain();
    connect({});
  },
  run: (command) => window.port.run(command),
  undo: () => undo(),
  probe: () => probeSecondElement(document.querySelector('video')!),
  facts: () => facts,
  onFact: (listener) => (hear = listener),
  playlists: () => playlists,
  screen: () => frames,
  events: (prefix) => [...new Set(events.filter((name) => name.startsWith(prefix)))],
  async fact(type, withinMs, adInstanceId) {
    const until = performance.now() + withinMs;
    for (;;) {
      const found = facts.find(
        (fact) =>
          fact.type === type && (!adInstanceId || ('adInstanceId' in fact && fact.adInstanceId === adInstanceId)),
      );
      if (found || performance.now() > until) return found ?? null;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  },
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  error: () => failed,
  hlsEvents: Hls.Events,
};
