// Loaded on demand by a session; here already, so that the fake clock need not wait for it.
import '../../packages/core/src/shell/watch-application.js';
import {
  createAdSession,
  type AdSession,
  type AdSessionOptions,
  type BreakReport,
  type HttpReply,
  type HttpRequest,
  type Lifecycle,
  type PlayerCommand,
  type PlayerFact,
  type PlayerHost,
  type Ports,
  type UiPort,
  type AdView,
  type ViewerIntent,
} from '@cutaway/core';
import type { Ad, DecisionReply } from '@cutaway/model';
import {
  adPlaylists,
  anAd,
  aReply,
  createFakeClock,
  createFakeNetwork,
  createFakePlayer,
  createFakeStorage,
  planChannel,
  writeLivePlaylist,
  type ChannelOptions,
  type ChannelPlan,
  type FakeClock,
  type FakePlayer,
  type FakePlayerOptions,
  type FakeStorage,
  type Rendition,
} from '@cutaway/testkit';

const STARTED_AT = Date.UTC(2026, 0, 1, 12);

export interface StageOptions {
  readonly channel?: ChannelOptions;
  readonly session?: Partial<AdSessionOptions>;
  readonly ads?: readonly Ad[];
  /** The decision service. Default: a reply with the ads, after 50 ms. */
  readonly decide?: (request: HttpRequest) => Partial<HttpReply> & { readonly delayMs?: number };
  readonly reply?: Partial<DecisionReply>;
  readonly player?: Partial<FakePlayerOptions>;
  /** What the player says goes through this, with the clock. */
  readonly hear?: (tell: PlayerHost['tell'], clock: Ports['clock']) => (fact: PlayerFact) => void;
  /** Any other URL; null: the usual answer. */
  readonly serve?: (url: string) => (Partial<HttpReply> & { readonly delayMs?: number }) | null;
  /** Shared by several stages: what one leaves, the next one finds. */
  readonly storage?: FakeStorage;
  /** When the journey begins, epoch milliseconds. */
  readonly startMs?: number;
  readonly seed?: number;
  /** What else the device says. */
  readonly device?: Partial<Ports>;
  /** Called before each call of a port, with its name: a test throws here. */
  readonly onPortCall?: (port: string) => void;
}

/** A whole break in memory: fake clock, network, player and UI around the real session and the real channel's playlists. */
export interface Stage {
  readonly clock: FakeClock;
  readonly player: FakePlayer;
  readonly session: AdSession;
  readonly views: readonly AdView[];
  readonly requests: readonly { readonly atMs: number; readonly request: HttpRequest }[];
  readonly reports: readonly BreakReport[];
  /** Beacons that left, in order: `<ad>/<event>`. */
  beacons(): readonly string[];
  send(intent: ViewerIntent): void;
  /** What the page goes through. */
  goThrough(now: Lifecycle): void;
  /** The page stands still for so long, as a suspended TV does; only its clock goes on. */
  sleep(ms: number): void;
  readonly storage: FakeStorage;
  /** What was on the screen, run by run: `content`, or the ad. */
  shown(): readonly { readonly what: string; readonly ms: number }[];
  end(): void;
}

export function setStage(options: StageOptions = {}): Stage {
  const { ads = [anAd('one'), anAd('two')], startMs = STARTED_AT, seed = 7, onPortCall = () => undefined } = options;
  const storage = options.storage ?? createFakeStorage((call) => onPortCall(`storage ${call}`));
  let sleptMs = 0;
  let goThrough: (now: Lifecycle) => void = () => undefined;
  const clock = createFakeClock(startMs);
  const plan = planChannel({ schedule: { atMs: [15_360] }, podMs: 11_520, ...options.channel }, startMs);
  const playlists = Object.assign({}, ...ads.map((ad) => adPlaylists(ad.adInstanceId))) as Record<string, string>;
  const decide = options.decide ?? (() => ({ delayMs: 50, text: JSON.stringify(aReply(ads, options.reply)) }));
  const network = createFakeNetwork(clock.port, (request) => {
    const { url } = request;
    const special = options.serve?.(url) ?? null;
    if (special !== null) return special;
    if (url.startsWith('https://service.example/')) return decide(request);
    if (url in playlists) return { text: playlists[url] ?? '' };
    return {};
  });
  const player = createFakePlayer({
    clock: clock.port,
    origin: (rendition) => originOf(plan, rendition, clock.port.nowMs()),
    onCommand: (command: PlayerCommand) => onPortCall(`player ${command.type}`),
    ...options.player,
  });
  const views: AdView[] = [];
  let send: (intent: ViewerIntent) => void = () => undefined;
  const ui: UiPort = {
    connect: (to) => ((send = to), () => (send = () => undefined)),
    show(view) {
      onPortCall('ui');
      views.push(view);
      const overlay = view.overlay?.adInstanceId;
      const before = views[views.length - 2]?.overlay?.adInstanceId;
      if (overlay !== undefined && overlay !== before)
        clock.port.after(30, () => send({ type: 'overlay-shown', adInstanceId: overlay }));
    },
  };
  const reports: BreakReport[] = [];
  const { hear = (tell) => tell } = options;
  const session = createAdSession({
    player: { ...player, connect: (host) => player.connect({ ...host, tell: hear(host.tell, clock.port) }) },
    ui,
    decision: {
      url: 'https://service.example/decision',
      errorUrl: 'https://beacons.example/session/error?code=[ERRORCODE]',
    },
    traceChars: 50_000_000,
    ports: {
      clock: {
        nowMs: () => clock.port.nowMs() + sleptMs,
        after: (ms, run) => {
          onPortCall('clock');
          return clock.port.after(ms, run);
        },
      },
      http: {
        send: (request) => {
          onPortCall(`http ${request.use}`);
          return network.port.send(request);
        },
      },
      seed: () => seed,
      storage: storage.port,
      lifecycle: { watch: (tell) => ((goThrough = tell), () => (goThrough = () => undefined)) },
      ...options.device,
    },
    ...options.session,
  });
  session.on('report', (report) => reports.push(report));
  return {
    ...{ clock, player, session, storage, views, reports, requests: network.requests },
    send: (intent) => send(intent),
    goThrough: (now) => goThrough(now),
    sleep: (ms) => void (sleptMs += ms),
    beacons: () =>
      network.requests
        .filter(({ request }) => request.use === 'beacon' || request.use === 'collector')
        .map(({ request }) => request.url.replace('https://beacons.example/', '')),
    shown: () => runsOf(player),
    end: () => session.destroy(),
  };
}

/** Journeys that are run again and again read the same texts. */
const texts = new Map<string, string>();

function originOf(plan: ChannelPlan, rendition: Rendition, nowMs: number): string {
  const key = `${JSON.stringify(plan)} ${rendition} ${nowMs}`;
  const text = texts.get(key) ?? writeLivePlaylist(plan, [], rendition, nowMs);
  texts.set(key, text);
  return text;
}

function runsOf(player: FakePlayer): { what: string; ms: number }[] {
  const runs: { what: string; ms: number }[] = [];
  for (const { what } of player.frames) {
    const name = /\/ads\/([^/]+)\//.exec(what)?.[1] ?? what;
    const last = runs[runs.length - 1];
    if (last?.what === name) last.ms += 40;
    else runs.push({ what: name, ms: 40 });
  }
  return runs;
}
