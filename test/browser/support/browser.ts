import { attach, remote } from 'webdriverio';
import type { LentBrowser } from './lend-browsers.js';

export type Browser = Awaited<ReturnType<typeof remote>>;

/** A real Chromium and the way to end it. */
export interface OpenBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

const TIMEOUTS = { script: 60_000 };

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--mute-audio',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--window-size=1280,720',
];

/**
 * Headless Chromium: one that the run lends, where it does (`lend-browsers.ts`), else its own. `autoplay` false: play() is refused without a
 * gesture, as on a phone.
 */
export async function openBrowser({ autoplay = true }: { readonly autoplay?: boolean } = {}): Promise<OpenBrowser> {
  const lender = process.env['CUTAWAY_BROWSERS'];
  if (autoplay && lender) return borrow(lender);
  const browser = await launchBrowser(autoplay);
  return { browser, close: () => browser.deleteSession() };
}

export async function launchBrowser(autoplay = true): Promise<Browser> {
  const args = [
    ...FLAGS,
    `--autoplay-policy=${autoplay ? 'no-user-gesture-required' : 'document-user-activation-required'}`,
  ];
  const browser = await remote({
    logLevel: 'error',
    connectionRetryCount: 1,
    capabilities: {
      browserName: 'chrome',
      'goog:chromeOptions': { binary: process.env['CUTAWAY_CHROMIUM'] ?? '/usr/bin/chromium', args },
      'wdio:chromedriverOptions': { binary: process.env['CUTAWAY_CHROMEDRIVER'] ?? '/usr/bin/chromedriver' },
    },
  });
  await browser.setTimeout(TIMEOUTS);
  return browser;
}

async function borrow(lender: string): Promise<OpenBrowser> {
  const answer = await fetch(`${lender}/lend`);
  if (!answer.ok) throw new Error(`Cannot open a browser: ${await answer.text()}`);
  const { sessionId, capabilities, port } = (await answer.json()) as LentBrowser;
  const browser = await attach({
    ...{ sessionId, capabilities, logLevel: 'error', connectionRetryCount: 1 },
    ...{ protocol: 'http', hostname: 'localhost', port, path: '/' },
  });
  return {
    browser,
    async close() {
      const isWell = await empty(browser).then(
        () => true,
        () => false,
      );
      await fetch(`${lender}/back?session=${sessionId}${isWell ? '&well' : ''}`);
    },
  };
}

/** As it was before: what the page kept is gone, since another may get its port, and it is itself. */
async function empty(browser: Browser): Promise<void> {
  const origin = await browser.execute(() => location.origin);
  await browser.url('about:blank');
  if (origin.startsWith('http'))
    await browser.sendCommand('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await browser.setTimeout(TIMEOUTS);
}
