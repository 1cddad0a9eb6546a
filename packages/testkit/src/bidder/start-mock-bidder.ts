import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { chanceFrom } from '../fakes/chance.js';
import { sampleLatencyMs, type BidderFault, type BidderLatency } from './bidder-faults.js';
import { readAsk } from './read-ask.js';
import { writeBids } from './write-bids.js';

export interface MockBidderOptions {
  /** Appears in its domains and creatives. */
  readonly name?: string;
  /** The same seed and the same requests in the same order give the same answers. */
  readonly seed?: number;
  /** Left out: it answers at once. */
  readonly latency?: BidderLatency;
  /** What goes wrong, and in how many of its answers, 0 to 1. */
  readonly faults?: readonly { readonly fault: BidderFault; readonly share: number }[];
  /** In how many of its answers it bids, 0 to 1: by default always. */
  readonly bidShare?: number;
  /** Seconds that its bids are good for. */
  readonly exp?: number;
  /** It ends by itself after so long, whoever forgets it. */
  readonly lifeMs?: number;
}

/** A bidder that runs, for tests and benchmarks of whoever asks it. */
export interface MockBidder {
  /** Where bid requests go. */
  readonly url: string;
  /** Paths of notices and beacons that were called, in order. */
  readonly called: readonly string[];
  /** Bid requests that came, and connections that were made. */
  readonly counts: { readonly requests: number; readonly connections: number };
  /** From the next request on, in place of the faults of its options. */
  setFaults(faults: NonNullable<MockBidderOptions['faults']>): void;
  close(): Promise<void>;
}

const LIFE_MS = 10 * 60_000;
const HUGE_BYTES = 4 * 1024 * 1024;

/** Starts an OpenRTB 2.6 bidder on a free port of this machine. It understands structured, dynamic and hybrid pods, and answers with VAST. */
export async function startMockBidder(options: MockBidderOptions = {}): Promise<MockBidder> {
  const { name = 'mock', seed = 1, latency, bidShare = 1, exp = null, lifeMs = LIFE_MS } = options;
  const chance = chanceFrom(seed);
  const called: string[] = [];
  const counts = { requests: 0, connections: 0 };
  const waiting = new Set<NodeJS.Timeout>();
  let faults = options.faults ?? [];
  let url = '';

  const pickFault = (): BidderFault | null => {
    let at = chance();
    for (const { fault, share } of faults) {
      if (at < share) return fault;
      at -= share;
    }
    return null;
  };
  const later = (ms: number, run: () => void): void => {
    if (ms <= 0) return run();
    const timer = setTimeout(() => {
      waiting.delete(timer);
      run();
    }, ms);
    waiting.add(timer);
  };
  const bid = (body: string, request: IncomingMessage, response: ServerResponse): void => {
    counts.requests += 1;
    // All chance of one request is taken here, in order of arrival, whatever else is under way.
    const fault = pickFault();
    const isBidding = chance() < bidShare;
    const delayMs = latency === undefined ? 0 : sampleLatencyMs(latency, chance);
    const text =
      fault === 'hang' || fault === 'reset' ? '' : writeBids(readAsk(body), { name, url, fault, chance, exp });
    if (fault === 'hang') return;
    later(delayMs, () => {
      if (response.destroyed) return;
      if (fault === 'reset') return void request.socket.destroy();
      if (fault === 'server-error') return void response.writeHead(500).end('{"error":"mock"}');
      if (fault === 'no-content' || (fault === null && !isBidding)) return void response.writeHead(204).end();
      const isGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
      sendJson(response, fault === 'malformed' ? text.slice(0, text.length >> 1) : text, fault, isGzip);
    });
  };

  const server = createServer((request, response) => {
    if (request.method !== 'POST') {
      called.push(request.url ?? '');
      return void response.writeHead(204).end();
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      try {
        bid(Buffer.concat(chunks).toString(), request, response);
      } catch (error) {
        response.writeHead(400, { 'content-type': 'text/plain' }).end(String(error));
      }
    });
  });
  server.on('connection', () => (counts.connections += 1));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = (): Promise<void> => {
    clearTimeout(life);
    for (const timer of waiting) clearTimeout(timer);
    return new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  const life = setTimeout(() => void close(), lifeMs);
  life.unref();
  return { url: `${url}/bid`, called, counts, setFaults: (next) => (faults = next), close };
}

function sendJson(response: ServerResponse, text: string, fault: BidderFault | null, isGzip: boolean): void {
  const whole = fault === 'huge' || fault === 'gzip-bomb' ? text.padEnd(HUGE_BYTES, ' ') : text;
  const packs = isGzip && fault !== 'huge';
  const head = { 'content-type': 'application/json', ...(packs ? { 'content-encoding': 'gzip' } : {}) };
  const body = packs && fault !== 'bad-gzip' ? gzipSync(whole) : Buffer.from(whole);
  response.writeHead(200, head).end(body);
}
