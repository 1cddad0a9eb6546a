import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BreakReport } from '@cutaway/core';
import { DECISION_PROTOCOL, type Ad } from '@cutaway/model';
import { startChannel, type Channel, type StartChannelOptions } from '@cutaway/testkit';
import { anAd } from '@cutaway/testkit';
import type { PageLog, PagePlan } from '../session-page.js';
import { borrowBrowser, type Browser } from './browser.js';
import { playerDir } from './player-dir.js';
import { servePage, type RouteAnswer } from './serve-page.js';
import { splitModules } from './split-modules.js';

const page = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** An ad of a pod: how it is encoded (`exact`: as the programme is; `garbled`: it breaks off in noise), its colour, what it says of itself. */
export interface OddAd {
  readonly kind: string;
  readonly colour: 'red' | 'green';
  readonly change?: Partial<Ad>;
}

/** A beacon that came. */
export interface OddBeacon {
  readonly adInstanceId: string;
  readonly event: string;
  readonly code: string | null;
}

export interface OddLabOptions {
  readonly engine: PagePlan['engine'];
  /** One for each break, in order. */
  readonly pods: readonly (readonly OddAd[])[];
  readonly channel?: StartChannelOptions;
  /** What stands between the channel and the player: where the stream is then, and what else the page is told. */
  readonly inFront?: (channelUrl: string) => Promise<Partial<PagePlan>>;
  /** What fills breaks that are longer than their pods. Left out: content. */
  readonly slate?: Pick<OddAd, 'kind' | 'colour'>;
  /** Answers ahead of all others. */
  readonly route?: (url: URL) => RouteAnswer | null;
}

/** The session from its sources in a real browser, on a live channel, with pods of odd ads. Ads are `<break>-<place>`. */
export interface OddLab {
  readonly browser: Browser;
  /** Of the page, and of what `route` answers. */
  readonly origin: string;
  play(plan?: Partial<PagePlan>, before?: string): Promise<void>;
  log(): Promise<PageLog>;
  untilReports(count: number, timeoutMs?: number): Promise<readonly BreakReport[]>;
  beacons(): readonly OddBeacon[];
  /** The page's clock when an element sought, since playback began. A player may do so to begin with. */
  seeks(): Promise<readonly number[]>;
  /**
   * The longest distance in media time between two frames, over a span of it: looked at frame by frame with the picture paused, so a
   * busy machine does not count. For the end of a test: the session does not come back from it.
   */
  stepOver(fromMs: number, toMs: number): Promise<number>;
  close(): Promise<void>;
}

/** In the page: seeks a paused video through a span, and notes the times of the frames that come. */
async function longestStep(from: number, to: number): Promise<number> {
  const video = document.querySelector('video');
  if (!video) return Infinity;
  window.stage.destroy();
  video.pause();
  const times: number[] = [];
  for (let at = from; at <= to; at += 0.02) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 2000);
      video.requestVideoFrameCallback((_now, { mediaTime }) => {
        times.push(mediaTime);
        clearTimeout(timer);
        resolve();
      });
      video.currentTime = at;
    });
  }
  times.sort((a, b) => a - b);
  return Math.round(1000 * Math.max(...times.map((time, n) => time - (times[n - 1] ?? time))));
}

/** Between the starts of breaks: two ads, and content enough to be told apart. */
const EVERY_MS = 15_360;
const FIRST_MS = 13_440;

/** An ad at 50 frames a second whose second segment of picture is not what its name says. */
function garble(path: string, name: string): RouteAnswer {
  const isGarbled = name === 'video-001.m4s';
  const body = isGarbled ? Buffer.alloc(2000, 'no media ') : readFileSync(page(`media/odd/fps50/${path}`));
  return { status: 200, type: 'video/mp4', body };
}

const COUNT_SEEKS = `window.seeks = []; addEventListener('seeking', ({ target }) => (target.played.length > 0 && window.seeks.push(performance.now())), true);`;

export async function openOddLab({
  engine,
  pods,
  channel: options,
  inFront,
  slate,
  route,
}: OddLabOptions): Promise<OddLab> {
  let channel: Channel | null = null; // its breaks come so long after its start, so it starts with the page
  const code = await splitModules(page('split-session.ts'));
  const beacons: OddBeacon[] = [];
  let asked = 0;
  const served = await servePage({
    entry: page('session-page.ts'),
    mounts: { '/hls': playerDir('hls.js'), '/shaka': playerDir('shaka-player') },
    body: `<script src="/hls/hls.min.js"></script><script src="/shaka/shaka-player.compiled.js"></script><script type="module" src="/app/split-session.js"></script>`,
    route(url) {
      const routed = route?.(url) ?? null;
      if (routed) return routed;
      const [, adInstanceId, event] = /^\/t\/([^/]+)\/(\w+)$/.exec(url.pathname) ?? [];
      if (adInstanceId && event) {
        beacons.push({ adInstanceId, event, code: url.searchParams.get('code') });
        return { status: 200, type: 'text/plain', body: '' };
      }
      if (url.pathname === '/decision') return { status: 200, type: 'application/json', body: reply(asked++) };
      const garbled = /^\/garbled\/(ad-\w+\/(.+))$/.exec(url.pathname);
      if (garbled) return garble(garbled[1] ?? '', garbled[2] ?? '');
      const body = code.get(url.pathname.replace('/app/', ''));
      return body === undefined ? null : { status: 200, type: 'text/javascript', body };
    },
  });
  const { origin } = served;
  const reply = (n: number): string =>
    JSON.stringify({
      protocol: DECISION_PROTOCOL,
      pod: {
        id: `pod-${n}`,
        breakId: 'any',
        beaconedBy: 'client',
        ads: (pods[n] ?? []).map(({ kind, colour, change }, place) => adOf(`${n}-${place}`, kind, colour, change)),
      },
      stitched: null,
      errorUrls: [],
    });
  const urlOf = (kind: string, colour: string): string => {
    const place: Readonly<Record<string, string>> = {
      exact: `${channel?.url}/ads/ad-${colour}/exact`,
      garbled: `${origin}/garbled/ad-${colour}`,
    };
    return `${place[kind] ?? `${channel?.url}/odd/${kind}/ad-${colour}`}/main.m3u8`;
  };
  const adOf = (id: string, kind: string, colour: string, change: Partial<Ad> = {}): Ad => {
    const plain = anAd(id);
    return {
      ...plain,
      mediaFiles: plain.mediaFiles.slice(0, 1).map((file) => ({ ...file, url: urlOf(kind, colour) })),
      trackers: plain.trackers.map((tracker) => ({
        ...tracker,
        url: tracker.url.replace('https://beacons.example/', `${origin}/t/`),
      })),
      ...change,
    };
  };
  const { browser, close } = await borrowBrowser();
  const log = (): Promise<PageLog> => browser.execute(() => window.stage.log());
  const reports = async (): Promise<readonly BreakReport[]> =>
    // Asked within the page: to hand out every frame would hold it up.
    (await browser.execute(() => window.stage.log().events.filter(({ type }) => type === 'report'))).map(
      ({ detail }) => detail as BreakReport,
    );
  return {
    ...{ browser, log, origin },
    beacons: () => beacons,
    async play(plan = {}, before = '') {
      asked = 0;
      await channel?.close();
      await browser.url(`${origin}/?before=${encodeURIComponent(COUNT_SEEKS + before)}`);
      channel = await startChannel({
        schedule: { atMs: pods.map((_, n) => FIRST_MS + n * EVERY_MS) },
        podMs: 11_520,
        windowSegments: 20, // a busy machine stalls, and what left the window has no name any more
        mounts: { '/odd': page('media/odd') },
        ...options,
      });
      const full: PagePlan = {
        ...{ engine, strategy: 'auto', ui: false },
        stream: channel.liveUrl,
        decisionUrl: `${origin}/decision`,
        errorUrl: `${origin}/t/none/error?code=[ERRORCODE]`,
        ...(await inFront?.(channel.url)),
        ...(slate && { policies: { underrun: 'slate', slate: { url: urlOf(slate.kind, slate.colour) } } }),
        ...plan,
      };
      await browser.execute((wanted) => window.stage.start(wanted), full);
    },
    async untilReports(count, timeoutMs = 40_000 + pods.length * EVERY_MS) {
      await browser.waitUntil(async () => (await reports()).length >= count, {
        timeout: timeoutMs,
        interval: 500,
        timeoutMsg: `fewer than ${count} breaks closed in ${timeoutMs} ms`,
      });
      return reports();
    },
    seeks: () => browser.execute(() => (window as unknown as { seeks: number[] }).seeks),
    // What the page promises is waited for.
    stepOver: async (fromMs, toMs) => {
      const steps: number[] = [];
      // A step over a paused picture may miss a frame; a hole is there each time.
      for (let n = 0; n < 3; n++) steps.push(Number(await browser.execute(longestStep, fromMs / 1000, toMs / 1000)));
      return Math.min(...steps);
    },
    async close() {
      await close();
      await Promise.all([served.close(), channel?.close()]);
    },
  };
}
