import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startService, type Service } from '@cutaway/decisioning';
import { startChannel, type Channel, type StartChannelOptions } from '@cutaway/testkit';
import type { BreakReport, Trace } from '@cutaway/core';
import type { DecisionReply } from '@cutaway/model';
import type { PageLog, PagePlan } from '../session-page.js';
import { borrowBrowser, type Browser } from './browser.js';
import { playerDir } from './player-dir.js';
import { servePage, type PageOptions } from './serve-page.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The list of all sessions is the operator's. */
const TOKEN = 'session-lab-0123456789';

/** One row of the collector. */
export interface CollectedBeacon {
  readonly atMs: number;
  readonly sessionId: string;
  readonly adInstanceId: string;
  readonly event: string;
  readonly code: number | null;
  readonly playhead: string | null;
  readonly count: number;
  readonly party: 'client' | 'server';
}

export interface LabOptions {
  readonly channel: StartChannelOptions;
  /** Encoding of the ads; `mp4`: progressive files only. */
  readonly encoding?: 'exact' | 'long' | 'short' | 'mp4';
  readonly autoplay?: boolean;
  /** Answers on the page's own origin, ahead of its files: broken services live here. */
  readonly route?: PageOptions['route'];
  /** What plays. Default: hls.js. */
  readonly engine?: 'cutaway' | 'shaka';
  /** The script that brings `Cutaway`. Default: the script-tag bundle. */
  readonly code?: string;
}

/** The whole product in a real browser: live channel, service, page. */
export interface SessionLab {
  readonly browser: Browser;
  readonly channel: Channel;
  readonly service: Service;
  readonly origin: string;
  /** A fresh page that plays; `before` is script that runs ahead of everything in it. */
  play(plan?: Partial<PagePlan>, before?: string): Promise<void>;
  log(): Promise<PageLog>;
  reports(): Promise<readonly BreakReport[]>;
  /**
   * Waits until something is so of the page's log, and asks within the page, by nothing but what it is given: to hand out every frame again
   * and again keeps both busy.
   */
  until<Known extends readonly unknown[]>(
    isSo: (log: PageLog, ...known: Known) => boolean,
    timeoutMs: number,
    ...known: Known
  ): Promise<void>;
  /** Waits until so many breaks have closed. */
  untilReports(count: number, timeoutMs?: number): Promise<readonly BreakReport[]>;
  beacons(sessionId?: string): Promise<readonly CollectedBeacon[]>;
  trace(): Promise<Trace>;
  destroy(): Promise<void>;
  close(): Promise<void>;
}

export async function openSessionLab(options: LabOptions): Promise<SessionLab> {
  const channel = await startChannel(options.channel);
  const folder = await mkdtemp(join(tmpdir(), 'cutaway-lab-'));
  const catalogueFile = join(folder, 'catalogue.json');
  await writeFile(catalogueFile, JSON.stringify(catalogueOf(options.encoding ?? 'exact')));
  const service = await startService({
    ...{ origin: channel.liveUrl, mediaBase: channel.url, catalogueFile, adminTokens: { tests: TOKEN } },
  });
  const errorUrl = await errorUrlOf(service.url);
  const { engine = 'cutaway' } = options;
  const library = engine === 'shaka' ? '/shaka/shaka-player.compiled.js' : '/hls/hls.min.js';
  const page = await servePage({
    entry: join(ROOT, 'test/browser/session-page.ts'),
    mounts: {
      '/dist': join(ROOT, 'packages/hlsjs/dist'),
      '/hls': playerDir('hls.js'),
      '/shaka': playerDir('shaka-player'),
    },
    body: `<script src="${library}"></script>${options.code ?? '<script src="/dist/cutaway-hlsjs.js"></script>'}`,
    ...(options.route ? { route: options.route } : {}),
  });
  const { browser, close } = await borrowBrowser(options);
  const log = (): Promise<PageLog> => browser.execute(() => window.stage.log());
  const reports = async (): Promise<readonly BreakReport[]> =>
    (await browser.execute(() => window.stage.log().events.filter(({ type }) => type === 'report'))).map(
      ({ detail }) => detail as BreakReport,
    );
  return {
    ...{ browser, channel, service, log, reports },
    origin: page.origin,
    async play(plan = {}, before = '') {
      await browser.url(`${page.origin}/?before=${encodeURIComponent(before)}`);
      const full: PagePlan = {
        engine,
        stream: channel.liveUrl,
        decisionUrl: `${service.url}/v1/decision`,
        errorUrl,
        strategy: 'auto',
        ui: true,
        ...plan,
      };
      await browser.execute((wanted) => window.stage.start(wanted), full);
    },
    async until(isSo, timeoutMs, ...known) {
      const script = `return (${String(isSo)})(window.stage.log(), ...arguments)`;
      await browser.waitUntil(() => browser.execute<boolean, unknown[]>(script, ...known), {
        timeout: timeoutMs,
        interval: 250,
        timeoutMsg: `not so within ${timeoutMs} ms: ${String(isSo)}`,
      });
    },
    async untilReports(count, timeoutMs = 60_000) {
      await browser.waitUntil(async () => (await reports()).length >= count, {
        timeout: timeoutMs,
        interval: 250,
        timeoutMsg: `fewer than ${count} breaks closed in ${timeoutMs} ms`,
      });
      return reports();
    },
    async beacons(sessionId) {
      const query = sessionId === undefined ? '' : `?sessionId=${encodeURIComponent(sessionId)}`;
      const answer = await fetch(`${service.url}/v1/beacons${query}`, {
        headers: { authorization: `Bearer ${TOKEN}` },
      });
      return ((await answer.json()) as { beacons: CollectedBeacon[] }).beacons;
    },
    trace: async () => JSON.parse(await browser.execute(() => window.stage.trace())) as Trace,
    destroy: () => browser.execute(() => window.stage.destroy()),
    async close() {
      await close();
      await Promise.all([page.close(), service.close(), channel.close(), rm(folder, { recursive: true })]);
    },
  };
}

function catalogueOf(encoding: 'exact' | 'long' | 'short' | 'mp4') {
  const file = encoding === 'mp4' ? 'exact' : encoding;
  const linear = (name: string, priceCpm: number) => ({
    id: name,
    kind: 'linear',
    title: name,
    advertiser: `Maker of ${name}`,
    adomain: `${name}.example`,
    priceCpm,
    durationMs: 5760,
    mediaFiles: [
      ...(encoding === 'mp4' ? [] : [{ url: `/ads/${name}/${file}/main.m3u8`, type: 'application/vnd.apple.mpegurl' }]),
      { url: `/ads/${name}/${file}.mp4`, type: 'video/mp4' },
    ],
  });
  const banner = {
    id: 'banner',
    kind: 'overlay',
    title: 'A banner',
    advertiser: 'Maker of banners',
    adomain: 'banner.example',
    priceCpm: 10,
    durationMs: 6000,
    nonLinear: { imageUrl: '/overlay.png', type: 'image/png', width: 480, height: 90 },
  };
  return { items: [linear('ad-red', 30), linear('ad-green', 20), banner] };
}

/** Where the page's own faults go: the signed error address of a break that has nothing in it. */
async function errorUrlOf(serviceUrl: string): Promise<string> {
  const asked = { protocol: 1, sessionId: 'page', breakId: 'break', kind: 'linear', startsAt: 0, durationMs: 10 };
  const answer = await fetch(`${serviceUrl}/v1/decisions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...asked, upids: [], budgetMs: 1000 }),
  });
  const { errorUrls } = (await answer.json()) as DecisionReply;
  return errorUrls[0] ?? '';
}
