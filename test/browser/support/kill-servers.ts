import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { startService } from '@cutaway/decisioning';
import type { Ad, DecisionReply, Tracker } from '@cutaway/model';
import { build } from 'esbuild';

/** How a collector behaves now. `slow`: it counts, and answers too late. `deaf`: it does not even count. */
export type Weather = 'fine' | '5xx' | 'slow' | 'deaf';

/** The page, the real service behind a front that can fail, and a third party that counts every call. */
export interface KillServers {
  readonly origin: string;
  /** Times that each URL reached the third party. */
  readonly thirdParty: ReadonlyMap<string, number>;
  /** The path and query of each call that the collector counted. */
  readonly counted: ReadonlyMap<string, number>;
  setWeather(now: Weather): void;
  /** Rows of the service's own list. */
  rows(): Promise<readonly { readonly adInstanceId: string; readonly event: string; readonly count: number }[]>;
  close(): Promise<void>;
}

const CORS = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*', 'cache-control': 'no-store' };
/** The list of all sessions is the operator's. */
const TOKEN = 'kill-servers-0123456789';
const PAGE = fileURLToPath(new URL('../../../test/browser/kill-page.ts', import.meta.url));

export async function startKillServers(): Promise<KillServers> {
  const bundle = await build({
    ...{ entryPoints: [PAGE], bundle: true, write: false, format: 'iife', target: 'es2022', logLevel: 'error' },
    conditions: ['cutaway-source'],
  });
  const script = bundle.outputFiles[0]?.text ?? '';
  const service = await startService({ mediaBase: 'http://127.0.0.1:9', adminTokens: { tests: TOKEN } });
  const thirdParty = new Map<string, number>();
  const counted = new Map<string, number>();
  let weather: Weather = 'fine';
  const count = (calls: Map<string, number>, url: string): void => void calls.set(url, (calls.get(url) ?? 0) + 1);

  const other = await listen((request, response) => {
    if (weather !== 'deaf') count(thirdParty, `${other.origin}${request.url ?? ''}`);
    if (weather === 'fine' || weather === '5xx') response.writeHead(weather === 'fine' ? 204 : 503, CORS).end();
  });
  const front = await listen((request, response) => {
    const url = request.url ?? '/';
    if (request.method === 'OPTIONS') response.writeHead(204, CORS).end();
    else if (url.startsWith('/decision')) void decide(request, response);
    else if (url.startsWith('/b/')) void collect(url, response);
    else if (url === '/page.js') response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    else
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><script src="/page.js"></script>');
  });

  async function decide(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const answer = await fetch(`${service.url}/v1/decision`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: Buffer.concat(parts) },
    });
    const text = (await answer.text()).split(service.url).join(front.origin);
    response.writeHead(200, { ...CORS, 'content-type': 'application/json' });
    response.end(JSON.stringify(stitch(JSON.parse(text) as DecisionReply)));
  }

  /** The ads lie in the stream one behind the other, and a third party hears of each event too. */
  function stitch(reply: DecisionReply): DecisionReply {
    let startsAt = 1_000_000;
    const ads = reply.pod.ads.map((ad): Ad => ({
      ...ad,
      trackers: ad.trackers.flatMap((one) => [one, elsewhere(ad, one)]),
    }));
    const stitched = ads.map(({ adInstanceId, durationMs }) => {
      const span = { adInstanceId, startsAt, durationMs };
      startsAt += durationMs;
      return span;
    });
    return { ...reply, pod: { ...reply.pod, ads }, stitched };
  }
  const elsewhere = ({ adInstanceId }: Ad, one: Tracker): Tracker => ({
    ...{ ...one, level: 1, url: `${other.origin}/${adInstanceId}/${one.event}` },
  });

  async function collect(url: string, response: ServerResponse): Promise<void> {
    const now = weather;
    if (now === 'fine' || now === 'slow') {
      await fetch(`${service.url}${url}`);
      count(counted, url);
    }
    if (now === 'fine' || now === '5xx') response.writeHead(now === 'fine' ? 204 : 503, CORS).end();
  }

  return {
    ...{ origin: front.origin, thirdParty, counted },
    setWeather: (now) => void (weather = now),
    async rows() {
      const answer = await fetch(`${service.url}/v1/beacons`, { headers: { authorization: `Bearer ${TOKEN}` } });
      return ((await answer.json()) as { beacons: never }).beacons;
    },
    async close() {
      await Promise.all([front.close(), other.close()]);
      await service.close();
    },
  };
}

async function listen(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
