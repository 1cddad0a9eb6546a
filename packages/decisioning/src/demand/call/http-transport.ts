import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Pool, type Dispatcher } from 'undici';
import { TRANSPORT_LIMITS, type BidCall, type BidReply, type Transport, type TransportLimits } from './transport.js';

const unpack = promisify(gunzip);

/** Connections that nobody uses are kept that long. */
const KEEP_ALIVE_MS = 30_000;

/**
 * A bidder over HTTP: a pool of kept connections of its own, so that one that hangs takes nobody else's. A call that is given up
 * takes its connection with it.
 * @throws TypeError for a URL that is none
 */
export function createHttpTransport(
  url: string,
  nowMs: () => number,
  limits: TransportLimits = TRANSPORT_LIMITS,
): Transport {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, {
    connections: limits.connections,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectTimeout: 5000,
    // Each call has its own time, which is shorter than these.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    call: (call) => send({ pool, path: pathname + search, nowMs, maxBytes: limits.maxBytes }, call),
    close: () => pool.close(),
  };
}

interface Way {
  readonly pool: Pool;
  readonly path: string;
  readonly nowMs: () => number;
  readonly maxBytes: number;
}

function send({ pool, path, nowMs, maxBytes }: Way, { body, version, timeoutMs }: BidCall): Promise<BidReply> {
  return new Promise((resolve) => {
    const startedAt = nowMs();
    const chunks: Buffer[] = [];
    let controller: Dispatcher.DispatchController | null = null;
    let isDone = false;
    let waitMs: number | null = null;
    let status = 0;
    let isGzip = false;
    let length = 0;

    const finish = (reply: BidReply): void => {
      if (isDone) return;
      isDone = true;
      clearTimeout(timer);
      resolve(reply);
    };
    const giveUp = (reply: BidReply): void => {
      finish(reply);
      controller?.abort(new Error(`Cannot hear bidder: ${reply.type}`));
    };
    const timer = setTimeout(() => giveUp({ type: 'timeout', waitMs }), timeoutMs);

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started;
        // Given up while it waited for a connection: the bidder is not to answer what nobody hears.
        if (isDone) return started.abort(new Error('Cannot ask bidder: its time has passed'));
        waitMs = nowMs() - startedAt;
      },
      onResponseStart(_, statusCode, headers) {
        status = statusCode;
        isGzip = /\bgzip\b/i.test(String(headers['content-encoding'] ?? ''));
      },
      onResponseData(_, chunk) {
        length += chunk.length;
        if (length > maxBytes) giveUp({ type: 'too-big', waitMs });
        else chunks.push(chunk);
      },
      onResponseEnd() {
        if (isDone) return;
        const whole = Buffer.concat(chunks);
        // Nothing is no gzip: 204 may say that it is packed as all answers are.
        if (!isGzip || length === 0) return finish({ type: 'body', status, body: whole.toString(), waitMs });
        unpack(whole, { maxOutputLength: maxBytes }).then(
          (text) => finish({ type: 'body', status, body: text.toString(), waitMs }),
          (error: unknown) => finish(unpackFailure(error, waitMs)),
        );
      },
      onResponseError(_, error) {
        finish({ type: 'failed', detail: error.message, waitMs });
      },
    };
    const headers = {
      'content-type': 'application/json',
      'accept-encoding': 'gzip',
      'x-openrtb-version': version,
    };
    try {
      pool.dispatch({ path, method: 'POST', headers, body }, handler);
    } catch (error) {
      finish({ type: 'failed', detail: String(error), waitMs });
    }
  });
}

function unpackFailure(error: unknown, waitMs: number | null): BidReply {
  const code = (error as { code?: unknown }).code;
  if (code === 'ERR_BUFFER_TOO_LARGE') return { type: 'too-big', waitMs };
  return { type: 'failed', detail: `the body is no gzip: ${String(error)}`, waitMs };
}
