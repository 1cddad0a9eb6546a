import { remote } from 'webdriverio';

export type Browser = Awaited<ReturnType<typeof remote>>;

/** A real Chromium and the way to end it. */
export interface OpenBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

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

/** Starts headless Chromium. `autoplay` false: play() is refused without a gesture, as on a phone. */
export async function openBrowser(options: { readonly autoplay?: boolean } = {}): Promise<OpenBrowser> {
  const autoplay = options.autoplay ?? true;
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
