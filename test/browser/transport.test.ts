import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser, type OpenBrowser } from './support/browser.js';
import { servePage, type ServedPage } from './support/serve-page.js';

interface Heard {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let page: ServedPage;
let chromium: OpenBrowser;
let heard: Heard[] = [];
/** Another origin, that allows nothing by CORS, as a tracker's. */
const tracker = createServer((request, response) => {
  let body = '';
  request.on('data', (part) => (body += String(part)));
  request.on('end', () => {
    const { method = '', url = '', headers } = request;
    heard.push({ method, url, headers, body });
    if (url.startsWith('/hang')) return;
    response.writeHead(url.startsWith('/busy') ? 503 : 204, { 'set-cookie': 'seen=1' }).end();
  });
});
const origin = (): string => `http://127.0.0.1:${(tracker.address() as AddressInfo).port}`;

beforeAll(async () => {
  await new Promise<void>((done) => tracker.listen(0, '127.0.0.1', done));
  page = await servePage({ entry: fileURLToPath(new URL('transport-page.ts', import.meta.url)) });
  chromium = await openBrowser();
});
afterAll(async () => {
  await chromium.close();
  await page.close();
  tracker.closeAllConnections();
  await new Promise((done) => tracker.close(done));
});
beforeEach(() => (heard = []));

/** Opens the page with an API taken away, and sends. */
async function sendWithout(before: string, request: object = {}): Promise<unknown> {
  await chromium.browser.url(`${page.origin}/?before=${encodeURIComponent(before)}`);
  return chromium.browser.execute((wanted) => window.send(wanted), {
    url: `${origin()}/pixel?a=%20b&c=[x]`,
    ...request,
  });
}

const NO_KEEPALIVE =
  'delete Request.prototype.keepalive; const ask = fetch; window.fetch = (url, { keepalive, ...rest }) => ask(url, rest);';
const NO_FETCH = 'window.fetch = undefined;';
const NO_XHR = `${NO_FETCH} window.XMLHttpRequest = undefined;`;

describe("a third party's pixel (R25, R26)", () => {
  it.each([
    ['keepalive fetch', ''],
    ['fetch', NO_KEEPALIVE],
    ['XMLHttpRequest', NO_FETCH],
    ['an image', NO_XHR],
  ])('arrives by %s: one GET of the same text, no OPTIONS, no header of ours', async (_by, before) => {
    expect(await sendWithout(before, { outlives: true })).toMatchObject({ status: 200, failure: null });
    expect(heard.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /pixel?a=%20b&c=[x]']);
    expect(Object.keys(heard[0]?.headers ?? {}).filter((name) => /^x-|content-type|authorization/.test(name))).toEqual(
      [],
    );
  });
  it.each([
    ['include', true],
    ['omit', false],
  ])('with credentials: %s carries cookies: %s', async (credentials, hasCookie) => {
    await sendWithout('', { credentials: 'include' });
    await sendWithout('', { credentials });
    expect(heard[1]?.headers.cookie !== undefined).toBe(hasCookie);
  });
  it('that nobody answers is given up in time', async () => {
    expect(await sendWithout('', { url: 'http://127.0.0.1:9/' })).toMatchObject({ status: 0, failure: 'network' });
  });
});

describe('our own telemetry', () => {
  const report = { use: 'telemetry', method: 'POST' };
  it.each([
    ['small', 10],
    ['more than may outlive a page', 80_000],
  ])('is one POST without a preflight: %s', async (_size, chars) => {
    await sendWithout('', { ...report, body: 'x'.repeat(chars) });
    expect(heard.map(({ method, body }) => [method, body.length])).toEqual([['POST', chars]]);
  });
  it('is handed over where a hidden page has nothing better, and then nobody says that it arrived', async () => {
    const hidden = "Object.defineProperty(document, 'visibilityState', { value: 'hidden' });";
    const reply = await sendWithout(NO_KEEPALIVE + hidden, { ...report, body: 'x' });
    expect(reply).toMatchObject({ status: 0, failure: 'unconfirmed' });
    await chromium.browser.waitUntil(() => heard.length > 0);
    expect(heard[0]).toMatchObject({ method: 'POST', body: 'x' });
  });
});

describe('a beacon that is given up', () => {
  const watching =
    'window.asked = []; const ask = fetch; window.fetch = (url, how) => { asked.push(how.keepalive); return ask(url, how); };';
  const keptAlive = () => chromium.browser.execute(() => (window as unknown as { asked: boolean[] }).asked);
  it.each([
    ['that is sent again lets its connection go', false],
    ['that nobody sends again goes on when its page ends', true],
  ])('%s', async (_what, outlives) => {
    await sendWithout(watching, { outlives });
    expect(await keptAlive()).toEqual([outlives]);
  });
  it('leaves a connection at once: a tracker that hangs keeps no others waiting', async () => {
    const hanging = { url: `${origin()}/hang`, timeoutMs: 500 };
    await sendWithout('');
    const replies = await chromium.browser.execute(
      async (hang, well) => {
        const given = await Promise.all(
          Array.from({ length: 8 }, (_, n) => window.send({ ...hang, url: `${hang.url}?${n}` })),
        );
        return [given.length, await window.send(well)];
      },
      hanging,
      { url: `${origin()}/pixel`, timeoutMs: 3000 },
    );
    expect(replies).toEqual([8, expect.objectContaining({ status: 200 })]);
  });
});
