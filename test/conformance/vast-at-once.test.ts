import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { resolveByFetch } from './vast-faults/resolve-by-fetch.js';

const MANY = 100;
let server: Server;
let origin = '';

/** What a viewer is answered: a pod of a wrapper to an ad and a wrapper to nothing. */
function answer(url: string): string {
  const [, n = '', what = ''] = /^\/(\d+)\/(\w+)/.exec(url) ?? [];
  const error = `<Error>https://t.example/${n}/${what}</Error>`;
  const wrapper = (to: string, sequence: number) =>
    `<Ad id="${n}-${to}" sequence="${sequence}"><Wrapper><VASTAdTagURI>${to}</VASTAdTagURI><Error>https://t.example/${n}/w-${to}</Error></Wrapper></Ad>`;
  if (what === 'tag') return `<VAST>${wrapper('ad', 1)}${wrapper('none', 2)}</VAST>`;
  if (what === 'none') return `<VAST>${error}</VAST>`;
  return `<VAST><Ad id="ad-${n}"><InLine><AdTitle>x</AdTitle><Impression>https://t.example/${n}/i</Impression><Creatives><Creative>
    <Linear><Duration>00:00:05</Duration><MediaFiles><MediaFile type="video/mp4">https://m.example/${n}.mp4</MediaFile></MediaFiles></Linear>
    </Creative></Creatives></InLine></Ad></VAST>`;
}

beforeAll(async () => {
  let held: (() => void)[] = [];
  server = createServer(({ url = '' }, response) => {
    const send = () => void response.end(answer(url));
    // Answers leave in another order than they were asked for: the last of each ten first.
    held.push(send);
    if (held.length >= 10) {
      for (const each of held.reverse()) each();
      held = [];
    } else
      setTimeout(
        () =>
          held
            .splice(0)
            .reverse()
            .forEach((each) => each()),
        5,
      );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it(`${MANY} resolutions at once do not see each other`, async () => {
  const viewers = Array.from({ length: MANY }, (_, n) => n);
  const results = await Promise.all(
    viewers.map((n) => resolveByFetch(`${origin}/${n}/tag`, fetch, 20_000, { prefix: `v${n}` })),
  );
  for (const n of viewers) {
    const { ads, failures } = results[n] ?? { ads: [], failures: [] };
    expect(ads.map(({ adId, adInstanceId }) => [adId, adInstanceId])).toEqual([[`ad-${n}`, `v${n}-0`]]);
    expect(failures.flatMap(({ vastError, errorUrls }) => [vastError, ...errorUrls])).toEqual([
      303,
      `https://t.example/${n}/none`,
      `https://t.example/${n}/w-none`,
    ]);
    const urls = ads.flatMap(({ trackers, mediaFiles }) => [...trackers, ...mediaFiles]).map(({ url }) => url);
    for (const url of urls) expect(url).toMatch(new RegExp(`/${n}[./]`));
  }
}, 30_000);
