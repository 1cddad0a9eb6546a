import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startService } from '@cutaway/decisioning';
import { startChannel, type Channel } from '@cutaway/testkit';
import { openBrowser, type Browser } from '../../test/browser/support/browser.js';
import { playerDir } from '../../test/browser/support/player-dir.js';
import { servePage } from '../../test/browser/support/serve-page.js';
import { hitsOfFront, hitsOfService, type BeaconHit, type ServiceRow } from './beacon-hit.js';
import { catalogueOf } from './catalogue.js';
import { startFront, type Front } from './front.js';
import type { PageLog, PagePlan } from './page.js';
import { isOurs, type Row } from './rows.js';
import { breakSpans, channelOptions, encodingOf, LATE_MS, lengthMs, type Scenario } from './scenario.js';

/** What is measured together: each row in a Chromium of its own, all on one channel at the same time. */
export interface Run {
  readonly rows: readonly Row[];
  readonly scenario: Scenario;
  /** How many times slower the page's processor is. Above 1 the line is 40 ms longer, too (Q13). */
  readonly cpu: number;
  readonly breaks: number;
}

/** What one row showed and sent. */
export interface Watched {
  readonly row: Row;
  readonly log: PageLog;
  readonly hits: readonly BeaconHit[];
  /** Where the breaks were, program time in epoch milliseconds. */
  readonly spans: readonly { readonly startsAt: number; readonly endsAt: number }[];
  readonly chromium: string;
}

const RTT_MS = 40;

export async function watchTogether(run: Run): Promise<readonly Watched[]> {
  const page = await servePage({
    entry: 'bench/swap/page.ts',
    mounts: { '/hls': playerDir('hls.js'), '/shaka': playerDir('shaka-player') },
    body: '<script src="/hls/hls.min.js"></script><script src="/shaka/shaka-player.compiled.js"></script>',
  });
  const opened = await Promise.all(run.rows.map(() => openBrowser()));
  const folder = await mkdtemp(join(tmpdir(), 'cutaway-swap-'));
  const closing: (() => Promise<unknown>)[] = [() => page.close(), () => rm(folder, { recursive: true })];
  try {
    for (const { browser } of opened) await prepare(browser, page.origin, run.cpu);
    // Each row has a front, for the beacons. The channel names one of them to players that track by themselves.
    const fronts: Front[] = [];
    let ask: (body: Buffer) => Promise<Response> = () => Promise.reject(new Error('no service yet'));
    for (let n = 0; n < run.rows.length; n++)
      fronts.push(await startFront((body) => ask(body), run.scenario === 'late' ? LATE_MS : null));
    closing.push(...fronts.map((front) => () => front.close()));
    const tracker = fronts[run.rows.findIndex((row) => row.player === 'shaka-player' && !isOurs(row))] ?? fronts[0];
    const mediaDir = 'packages/testkit/media';
    // The clock of the channel starts when every browser is up.
    const channel = await startChannel({
      ...channelOptions(run.scenario, run.breaks, tracker?.trackUrl ?? ''),
      mediaDir,
    });
    closing.push(() => channel.close());
    const catalogueFile = join(folder, 'catalogue.json');
    await writeFile(catalogueFile, JSON.stringify(catalogueOf(encodingOf(run.scenario))));
    const service = await startService({ mediaBase: channel.url, catalogueFile });
    closing.push(() => service.close());
    const headers = { 'content-type': 'application/json' };
    ask = (body) => fetch(`${service.url}/v1/decision`, { method: 'POST', headers, body: new Uint8Array(body) });

    await Promise.all(
      opened.map(({ browser }, n) => {
        const decisionUrl = fronts[n]?.decisionUrl ?? '';
        const plan = { row: run.rows[n], stream: channel.liveUrl, decisionUrl } as PagePlan;
        return browser.execute((wanted) => window.swap.start(wanted), plan);
      }),
    );
    await opened[0]?.browser.pause(lengthMs(run.breaks));
    const spans = spansOf(channel, run);
    const rowsOf = async (sessionId: string): Promise<readonly ServiceRow[]> => {
      const list = await fetch(`${service.url}/v1/beacons?sessionId=${encodeURIComponent(sessionId)}`);
      return ((await list.json()) as { beacons: ServiceRow[] }).beacons;
    };
    return await Promise.all(
      run.rows.map(async (row, n): Promise<Watched> => {
        const { browser } = opened[n] as { browser: Browser };
        const log = await browser.execute(() => window.swap.log());
        const hits = isOurs(row)
          ? hitsOfService(await rowsOf(log.sessionId), log.reports)
          : hitsOfFront(fronts[n]?.heard ?? []);
        const chromium = String((browser.capabilities as { browserVersion?: string }).browserVersion);
        return { row, log, hits, spans, chromium };
      }),
    );
  } finally {
    await Promise.all([...opened.map(({ close }) => close()), ...closing.reverse().map((close) => close())]);
  }
}

async function prepare(browser: Browser, origin: string, cpu: number): Promise<void> {
  await browser.url(`${origin}/`);
  if (cpu <= 1) return;
  await browser.sendCommandAndGetResult('Emulation.setCPUThrottlingRate', { rate: cpu });
  await browser.sendCommandAndGetResult('Network.enable', {});
  const line = { offline: false, latency: RTT_MS, downloadThroughput: -1, uploadThroughput: -1 };
  await browser.sendCommandAndGetResult('Network.emulateNetworkConditions', line);
}

function spansOf(channel: Channel, { scenario, breaks }: Run): Watched['spans'] {
  const { epochMs, segmentMs, windowSegments } = channel.state().plan;
  const zeroMs = epochMs + segmentMs * windowSegments;
  return breakSpans(scenario, breaks).map(({ startMs, endMs }) => ({
    ...{ startsAt: zeroMs + startMs, endsAt: zeroMs + endMs },
  }));
}
