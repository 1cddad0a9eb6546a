import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startChannel, type Channel, type StartChannelOptions } from '@cutaway/testkit';
import { build } from 'esbuild';
import type { EndurancePlan, Told } from '../endurance-page.js';
import { openKillable, type KillableBrowser } from '../support/killable-browser.js';
import { MEDIA_DIR } from '../support/media-dir.js';
import { playerDir } from '../support/player-dir.js';
import { startFront, type Front, type FrontPlan } from './front.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const FLAGS = [
  '--autoplay-policy=no-user-gesture-required',
  '--mute-audio',
  '--disable-quic',
  '--window-size=1280,720',
];

/** A Chromium with a page in it that is played for long: all that is remembered of it is here, outside of the page. */
export interface Rig {
  readonly browser: KillableBrowser;
  /** A page of its own on a channel and a front of its own. `before`: script that runs ahead of everything in it. */
  open(options: PageOptions): Promise<RigPage>;
  close(): Promise<void>;
}

export interface PageOptions {
  readonly channel: StartChannelOptions;
  readonly front: FrontPlan;
  readonly before?: string;
}

export interface RigPage {
  readonly channel: Channel;
  readonly front: Front;
  start(plan: Omit<EndurancePlan, 'stream' | 'decisionUrl' | 'errorUrl' | 'telemetryUrl'>): Promise<void>;
  take(): Promise<Told>;
  close(): Promise<void>;
}

interface PageFile {
  readonly type: string;
  readonly body: string | Buffer;
}

/** @param flags of Chromium's command line, beside those of every rig. */
export async function openRig(flags: readonly string[] = []): Promise<Rig> {
  const profile = await mkdtemp(join(tmpdir(), 'cutaway-rig-'));
  const opening = openKillable(profile, () => undefined, [...FLAGS, ...flags]);
  const [files, browser] = await Promise.all([pageFiles(), opening]);
  return {
    browser,
    async open({ channel: wanted, front: served, before = '' }) {
      const channel = await startChannel({ mediaDir: MEDIA_DIR, ...wanted });
      const front = await startFront(
        new Map<string, PageFile>([...files, ['/', { type: 'text/html', body: html(before) }]]),
        served,
      );
      await browser.open(front.origin);
      await until(async () => (await browser.evaluate('typeof window.endurance')) === 'object');
      return {
        ...{ channel, front },
        async start(plan) {
          const urls = { stream: channel.liveUrl, decisionUrl: `${front.origin}/decision` };
          const full: EndurancePlan = {
            ...{ ...plan, ...urls, errorUrl: `${front.origin}/beacon/session/error` },
            telemetryUrl: `${front.origin}/telemetry`,
          };
          await browser.evaluate(`endurance.start(${JSON.stringify(full)})`);
        },
        take: async () => JSON.parse(String(await browser.evaluate('JSON.stringify(endurance.take())'))) as Told,
        async close() {
          await browser.open('about:blank');
          await Promise.all([front.close(), channel.close()]);
        },
      };
    },
    async close() {
      await browser.kill();
      await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function pageFiles(): Promise<ReadonlyMap<string, PageFile>> {
  const bundle = await build({
    ...{ entryPoints: [join(ROOT, 'test/browser/endurance-page.ts')], bundle: true, write: false, format: 'iife' },
    ...{ target: 'es2022', conditions: ['cutaway-source'], logLevel: 'error' },
  });
  const script = async (...path: string[]) => ({ type: 'text/javascript', body: await readFile(join(...path)) });
  return new Map<string, PageFile>([
    ['/page.js', { type: 'text/javascript', body: bundle.outputFiles[0]?.text ?? '' }],
    ['/cutaway.js', await script(ROOT, 'packages/hlsjs/dist/cutaway-hlsjs.js')],
    ['/hls.js', await script(playerDir('hls.js'), 'hls.min.js')],
    ['/shaka.js', await script(playerDir('shaka-player'), 'shaka-player.compiled.js')],
  ]);
}

const html = (before: string): string => `<!doctype html><meta charset="utf-8"><title>Cutaway endurance</title>
<body style="margin:0;background:#222"><script>${before}</script>
${['hls', 'shaka', 'cutaway', 'page'].map((name) => `<script src="/${name}.js"></script>`).join('\n')}`;

/** Looks again every 100 ms, for 20 s at most. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await isSo().catch(() => false)) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('Cannot open page: its script did not run within 20 s, expected window.endurance');
}
