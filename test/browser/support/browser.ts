import { remote } from 'webdriverio';
import { CHROMIUM_FLAGS } from './chromium-flags.js';

export type Browser = Awaited<ReturnType<typeof remote>>;

/** A real Chromium and the way to end it. */
export interface OpenBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

const FLAGS = [...CHROMIUM_FLAGS, '--mute-audio', '--disable-quic', '--window-size=1280,720'];

/** `autoplay` false: play() is refused without a gesture, as on a phone. */
export interface BrowserOptions {
  readonly autoplay?: boolean;
}

/** Starts headless Chromium. */
export async function openBrowser({ autoplay = true }: BrowserOptions = {}): Promise<OpenBrowser> {
  const args = [
    ...FLAGS,
    `--autoplay-policy=${autoplay ? 'no-user-gesture-required' : 'document-user-activation-required'}`,
  ];
  const browser = await remote({
    logLevel: 'error',
    connectionRetryCount: 1,
    capabilities: {
      browserName: 'chrome',
      // WebDriver BiDi reports each request of the page, which took a seventh of the processors.
      'wdio:enforceWebDriverClassic': true,
      'goog:chromeOptions': { binary: process.env['CUTAWAY_CHROMIUM'] ?? '/usr/bin/chromium', args },
      'wdio:chromedriverOptions': { binary: process.env['CUTAWAY_CHROMEDRIVER'] ?? '/usr/bin/chromedriver' },
    },
  });
  await browser.setTimeout({ script: 60_000 });
  return { browser, close: () => browser.deleteSession() };
}

/** What was lent and given back in this file, by its options: a browser takes seconds of a processor to start, and a page none to leave. */
const spare = new Map<boolean, OpenBrowser[]>();

/**
 * A browser whose `close` keeps it for the next who asks in the same file of tests. Each lab's page has an origin of its own, and so a
 * storage of its own. For those that change nothing of the browser but its page.
 */
export async function borrowBrowser({ autoplay = true }: BrowserOptions = {}): Promise<OpenBrowser> {
  const idle = spare.get(autoplay) ?? [];
  spare.set(autoplay, idle);
  const lent = idle.pop() ?? (await openBrowser({ autoplay }));
  return {
    browser: lent.browser,
    async close() {
      try {
        await lent.browser.url('about:blank');
        idle.push(lent);
      } catch {
        await lent.close(); // it does not answer as it should: nobody else gets it
      }
    },
  };
}

/** Behind each file. */
export async function closeSpareBrowsers(): Promise<void> {
  const idle = [...spare.values()].flat();
  spare.clear();
  await Promise.all(idle.map(({ close }) => close()));
}
