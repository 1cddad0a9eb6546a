import { fileURLToPath } from 'node:url';
import { borrowBrowser, type Browser } from './browser.js';
import { MEDIA_DIR } from './media-dir.js';
import { playerDir } from './player-dir.js';
import { servePage, type PageOptions } from './serve-page.js';

/** The adapter's page in a real browser. */
export interface AdapterLab {
  readonly browser: Browser;
  readonly origin: string;
  /** A fresh page; `before` is script that runs ahead of everything in it. */
  fresh(before?: string): Promise<void>;
  close(): Promise<void>;
}

export async function openAdapterLab(
  options: {
    readonly autoplay?: boolean;
    readonly route?: PageOptions['route'];
    /** Default: hls.js alone, which the page holds. */
    readonly engine?: 'shaka';
  } = {},
): Promise<AdapterLab> {
  const page = await servePage({
    entry: fileURLToPath(new URL('../adapter-page.ts', import.meta.url)),
    mounts: { '/media': MEDIA_DIR, '/shaka': playerDir('shaka-player') },
    ...(options.engine ? { body: '<script src="/shaka/shaka-player.compiled.js"></script>' } : {}),
    ...(options.route ? { route: options.route } : {}),
  });
  const { browser, close } = await borrowBrowser(options);
  return {
    browser,
    origin: page.origin,
    async fresh(before = '') {
      await browser.url(`${page.origin}/?before=${encodeURIComponent(before)}`);
    },
    async close() {
      await close();
      await page.close();
    },
  };
}
