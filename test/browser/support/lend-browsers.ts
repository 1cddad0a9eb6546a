import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { launchBrowser, type Browser } from './browser.js';

/** How a worker comes to a Chromium that is open already. */
export interface LentBrowser {
  readonly sessionId: string;
  readonly capabilities: Browser['capabilities'];
  readonly port: number;
}

/**
 * Ahead of all files, in the process that has the workers: lends Chromiums to them, over loopback. One that comes back is lent again, since
 * to start one takes more than many a test does; each page has an origin of its own, and a process with it. Ends them with the run.
 */
export default async function lendBrowsers(): Promise<() => Promise<void>> {
  const all = new Map<string, Browser>();
  const idle: Browser[] = [];
  const lend = async (): Promise<LentBrowser> => {
    const browser = idle.pop() ?? (await launchBrowser());
    all.set(browser.sessionId, browser);
    const { sessionId, capabilities, options } = browser;
    return { sessionId, capabilities, port: options.port ?? 0 };
  };
  const takeBack = (sessionId: string, isWell: boolean): void => {
    const browser = all.get(sessionId);
    if (browser && isWell) idle.push(browser);
  };
  const server = createServer(({ url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://browsers');
    if (pathname === '/lend')
      return void lend().then(
        (lent) => response.end(JSON.stringify(lent)),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    takeBack(searchParams.get('session') ?? '', searchParams.has('well'));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env['CUTAWAY_BROWSERS'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return async () => {
    server.close();
    server.closeAllConnections();
    await Promise.allSettled([...all.values()].map((browser) => browser.deleteSession()));
  };
}
