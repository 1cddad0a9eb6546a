import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DecisionRequest } from '@cutaway/model';
import { adFile, adMs, adUrl, type PlannedAd } from './ad-media.js';
import { anAd, aReply } from '@cutaway/testkit';

/** What becomes of one request instead of its answer. */
export type Trouble =
  | { readonly is: 'status'; readonly status: number }
  | { readonly is: 'text'; readonly text: string }
  /** No answer. */
  | { readonly is: 'hang' }
  /** The right answer, late. */
  | { readonly is: 'late'; readonly ms: number }
  /** The connection breaks in the middle of the body. */
  | { readonly is: 'reset' }
  /** Half of the body, then nothing. */
  | { readonly is: 'stall' }
  /** As many bytes, all of them wrong. */
  | { readonly is: 'garbage' }
  /** Another file of the same ad. */
  | { readonly is: 'instead'; readonly file: string };

/** What the front does for its page. */
export interface FrontPlan {
  /** The ads of the break that starts at this programme time. */
  pod(startsAt: number): readonly PlannedAd[];
  /** By path: `/decision/<startsAt>`, `/ad/<name>/<file>`, `/beacon/<name>/<event>`. null: all is well. */
  trouble(path: string): Trouble | null;
}

/** The page's own server: decisions, ads and a collector that counts every call. */
export interface Front {
  readonly origin: string;
  /** Epoch milliseconds of each call that came to a path: `/beacon/b3-one/impression`. */
  readonly beacons: ReadonlyMap<string, readonly number[]>;
  /** What is served from now on. */
  plan: FrontPlan;
  close(): Promise<void>;
}

const CORS = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*', 'cache-control': 'no-store' };

/** @param files the page and its scripts, by path. */
export async function startFront(
  files: ReadonlyMap<string, { readonly type: string; readonly body: string | Buffer }>,
  plan: FrontPlan,
): Promise<Front> {
  const beacons = new Map<string, number[]>();
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => response.writeHead(500, CORS).end(String(error)));
  });
  server.listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const front = {
    ...{ origin, beacons, plan },
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path } = new URL(request.url ?? '/', origin);
    const body = await read(request);
    const give = (type: string, text: string | Buffer): void => send(request, response, type, Buffer.from(text));
    const file = files.get(path);
    if (file) return give(file.type, file.body);
    if (path === '/decision') return decide(response, JSON.parse(body) as DecisionRequest);
    const trouble = front.plan.trouble(path);
    if (path.startsWith('/beacon/')) {
      // What is answered late, or not at all, was heard all the same.
      if (trouble?.is !== 'status') beacons.set(path, [...(beacons.get(path) ?? []), Date.now()]);
      // Some bytes, so that what breaks off has begun: a browser sends a request again by itself whose connection, an old one, broke
      // before the answer began.
      return meet(trouble, response, 'text/plain', Buffer.from('heard'), () => give('text/plain', ''));
    }
    const [, name, which = ''] = /^\/ad\/([\w-]+)\/([\w.-]+)$/.exec(path) ?? [];
    if (name === undefined) return give('text/plain', '');
    const ad = adsByName.get(name);
    const served = ad && (await adFile(ad, trouble?.is === 'instead' ? trouble.file : which));
    if (!served) return void response.writeHead(404, CORS).end();
    meet(trouble, response, served.type, Buffer.from(served.body), () => give(served.type, served.body));
  }

  const adsByName = new Map<string, PlannedAd>();
  function decide(response: ServerResponse, { startsAt }: DecisionRequest): void {
    const pod = front.plan.pod(startsAt);
    for (const ad of pod) adsByName.set(ad.name, ad);
    const text = JSON.stringify(
      aReply(
        pod.map((ad) => describe(origin, ad)),
        { errorUrls: [`${origin}/beacon/pod/error`] },
      ),
    );
    const trouble = front.plan.trouble(`/decision/${startsAt}`);
    meet(trouble, response, 'application/json', Buffer.from(text), () =>
      response.writeHead(200, { ...CORS, 'content-type': 'application/json' }).end(text),
    );
  }
  return front;
}

function describe(origin: string, ad: PlannedAd) {
  const base = anAd(ad.name, { durationMs: adMs(ad) });
  const [hls, mp4] = base.mediaFiles;
  const files = (ad.file === 'mp4' ? [mp4] : [hls]).flatMap((one) => (one ? [{ ...one, url: adUrl(origin, ad) }] : []));
  const trackers = base.trackers.map((one) => ({ ...one, url: `${origin}/beacon/${ad.name}/${one.event}` }));
  return { ...base, mediaFiles: files, trackers };
}

function meet(trouble: Trouble | null, response: ServerResponse, type: string, body: Buffer, well: () => void): void {
  const head = (): unknown => response.writeHead(200, { ...CORS, 'content-type': type, 'content-length': body.length });
  switch (trouble?.is) {
    case 'hang':
      return;
    case 'status':
      return void response.writeHead(trouble.status, CORS).end();
    case 'text':
      return void response.writeHead(200, { ...CORS, 'content-type': type }).end(trouble.text);
    case 'late':
      return void setTimeout(well, trouble.ms);
    case 'reset':
    case 'stall':
      head();
      response.write(body.subarray(0, Math.ceil(body.length / 2)));
      if (trouble.is === 'reset') setTimeout(() => response.destroy(), 20);
      return;
    case 'garbage':
      head();
      return void response.end(Buffer.alloc(body.length, 0x5a));
    default:
      well();
  }
}

/** The body, or the range of it that was asked for. */
function send(request: IncomingMessage, response: ServerResponse, type: string, body: Buffer): void {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const headers = { ...CORS, 'content-type': type, 'accept-ranges': 'bytes' };
  if (from === undefined) return void response.writeHead(200, headers).end(body);
  const last = to ? Math.min(Number(to), body.length - 1) : body.length - 1;
  const range = `bytes ${from}-${last}/${body.length}`;
  response.writeHead(206, { ...headers, 'content-range': range }).end(body.subarray(Number(from), last + 1));
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
