import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerControl } from './answer-control.js';
import { answerError } from './answer.js';
import { answerMedia } from './answer-media.js';
import { checkAds } from './check-ads.js';
import type { ServeFault } from './faults.js';
import { createHold } from './hold.js';
import { findMediaDir, loadMedia } from './load-media.js';
import { operateChannel, type Desk } from './operate-channel.js';
import { planChannel, type ChannelOptions } from './options.js';
import { pickFaults } from './pick-faults.js';
import { BODY_LIMIT, readBody, readPath } from './read-request.js';
import { sendAnswer } from './send-answer.js';

/** What a channel needs from its machine, beside what it does. */
export interface StartChannelOptions extends ChannelOptions {
  /** 0, the default: any free port. */
  readonly port?: number;
  /** Host name or address to listen on: 127.0.0.1 by default. */
  readonly host?: string;
  /** The clock: playlists follow from it alone. Milliseconds since the epoch. */
  readonly nowMs?: () => number;
  /** A folder made by scripts/make-media.sh; by default the committed one. */
  readonly mediaDir?: string;
  /** Further folders to serve, by URL prefix: `{"/page": "dist"}`. */
  readonly mounts?: Readonly<Record<string, string>>;
  /** Told of each request after its answer. */
  readonly onRequest?: (entry: ChannelRequest) => void;
}

/** One request that the channel answered or refused. */
export interface ChannelRequest {
  readonly atMs: number;
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** 0 where the connection was closed before an answer. */
  readonly status: number;
}

/** A running channel. */
export interface Channel extends Omit<Desk, 'controls'> {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  readonly liveUrl: string;
  readonly vodUrl: string;
  /** The last 20,000 requests, oldest first. */
  readonly log: readonly ChannelRequest[];
  /** Ends all connections, waits and the server. */
  close(): Promise<void>;
}

const LOG_LENGTH = 20_000;

/** Starts the live channel. Throws a RangeError on impossible options, and what `listen` throws on a taken port. */
export async function startChannel(options: StartChannelOptions = {}): Promise<Channel> {
  const { port = 0, host = '127.0.0.1', nowMs = Date.now, mediaDir, mounts = {}, onRequest, ...doing } = options;
  const media = await loadMedia(mediaDir ?? findMediaDir());
  const plan = planChannel(doing, nowMs());
  if (doing.assets !== undefined) await checkAds(media.dir, doing.assets.names);
  const desk = operateChannel(plan, nowMs);
  const hold = createHold();
  const hits = new Map<ServeFault, number>();
  const log: ChannelRequest[] = [];
  const origin = { media, desk, mounts };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<number> => {
    const method = request.method ?? 'GET';
    const refuse = (status: number, message: string) =>
      sendAnswer(request, response, answerError(status, `Cannot read request: ${message}`), false);
    const path = readPath(request);
    if (path === null) return refuse(400, `its address is ${request.url}, expected percent-encoded UTF-8`);
    if (method === 'OPTIONS') return sendAnswer(request, response, answerError(200, ''), false);
    const body = method === 'POST' ? await readBody(request) : '';
    if (body === null) return refuse(413, `its body is longer, expected ${BODY_LIMIT} characters at most`);
    const control = answerControl(desk, method, path, body);
    if (control !== null) return sendAnswer(request, response, control, false);
    const fault = pickFaults(plan, desk.controls, hits, path, nowMs());
    if (fault.delayMs > 0) await hold.wait(fault.delayMs);
    const answer =
      fault.status === null
        ? await answerMedia({ ...origin, url: urlFor(request) }, path, nowMs())
        : answerError(fault.status, `Cannot serve ${path}: a fault says ${fault.status}`);
    return response.destroyed ? 0 : sendAnswer(request, response, answer, fault.stall);
  };

  const server = createServer((request, response) => {
    const entry = { atMs: nowMs(), method: request.method ?? 'GET', url: request.url ?? '/' };
    void serve(request, response)
      .catch((error: unknown) => {
        if (response.headersSent) return response.destroy() && 0;
        return sendAnswer(request, response, answerError(500, String(error)), false);
      })
      .then((status) => {
        log.push({ ...entry, status });
        onRequest?.({ ...entry, status });
        if (log.length > LOG_LENGTH) log.shift();
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${taken}`; // RFC 3986 §3.2.2

  return {
    url,
    liveUrl: `${url}/live/main.m3u8`,
    vodUrl: `${url}/vod/main.m3u8`,
    log,
    state: desk.state,
    breakNow: desk.breakNow,
    endBreak: desk.endBreak,
    cancelBreak: desk.cancelBreak,
    addFault: desk.addFault,
    close: () => {
      hold.release();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** Who listens to everybody is found by another name, and which one knows only who asks: HTTP/1.1 has it in each request. */
const urlFor = ({ headers }: IncomingMessage): string => `http://${headers.host ?? 'localhost'}`;
