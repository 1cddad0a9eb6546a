import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { playerDir } from './player-dir.js';

/** A page on a loopback server. */
export interface ServedPage {
  /** Of the page itself, without a slash at the end. */
  readonly origin: string;
  close(): Promise<void>;
}

/** What a route answers: `hang` keeps the request open without an answer. */
export type RouteAnswer = { readonly status: number; readonly type: string; readonly body: string | Buffer } | 'hang';

export interface PageOptions {
  /** The page's TypeScript, bundled from the workspaces' sources. */
  readonly entry: string;
  /** Static folders by path prefix: `{ '/media': folder }`. */
  readonly mounts?: Readonly<Record<string, string>>;
  /** Asked first; null: the mounts answer. */
  readonly route?: (url: URL) => RouteAnswer | null;
  readonly body?: string;
  /** Bundles against the built packages instead of their sources, as an application would. */
  readonly built?: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.m4s': 'video/mp4',
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.css': 'text/css',
  '.js': 'text/javascript',
};

/** Bundles a page's entry and serves it at `/` on a free loopback port. */
export async function servePage(options: PageOptions): Promise<ServedPage> {
  const script = await bundleOnce(options.entry, options.built ?? false);
  const html = `<!doctype html><meta charset="utf-8"><title>Cutaway test page</title>
<body style="margin:0;background:#222">${options.body ?? ''}<script src="/page.js"></script>`;
  const server = createServer((request, response) => {
    answer(request, response, { html, script, options }).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const bundles = new Map<string, Promise<string>>();

/** Nothing that a page is made of changes while its tests run. */
function bundleOnce(entry: string, built: boolean): Promise<string> {
  const key = `${entry} ${built}`;
  const bundle = bundles.get(key) ?? bundlePage(entry, built);
  bundles.set(key, bundle);
  return bundle;
}

async function bundlePage(entry: string, built: boolean): Promise<string> {
  const bundle = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    conditions: built ? [] : ['cutaway-source'],
    alias: { 'hls.js': `${playerDir('hls.js')}/hls.mjs` },
    loader: { '.css': 'empty' },
    outdir: 'out',
    logLevel: 'error',
  });
  return bundle.outputFiles.find(({ path }) => path.endsWith('.js'))?.text ?? '';
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  page: { readonly html: string; readonly script: string; readonly options: PageOptions },
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://page');
  const send = (status: number, type: string, body: string | Buffer): void => {
    response.writeHead(status, {
      'content-type': type,
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
    });
    response.end(body);
  };
  const routed = page.options.route?.(url) ?? null;
  if (routed === 'hang') return;
  if (routed) return send(routed.status, routed.type, routed.body);
  if (url.pathname === '/') {
    // Script of the test's own, ahead of the page's: shims for devices.
    const before = url.searchParams.get('before') ?? '';
    return send(
      200,
      'text/html',
      page.html.replace('<script', () => `<script>${before}</script><script`),
    );
  }
  if (url.pathname === '/page.js') return send(200, 'text/javascript', page.script);
  const file = findFile(url.pathname, page.options.mounts ?? {});
  const body = file === null ? null : await readFile(file).catch(() => null);
  if (file === null || body === null) return send(404, 'text/plain', 'not here');
  sendFile(request, response, { type: TYPES[extname(file)] ?? 'application/octet-stream', body });
}

function findFile(path: string, mounts: Readonly<Record<string, string>>): string | null {
  for (const [prefix, dir] of Object.entries(mounts)) {
    if (!path.startsWith(`${prefix}/`)) continue;
    const root = normalize(dir + sep);
    const file = join(root, path.slice(prefix.length));
    if (file.startsWith(root)) return file;
  }
  return null;
}

function sendFile(request: IncomingMessage, response: ServerResponse, file: { type: string; body: Buffer }): void {
  const { length } = file.body;
  const headers = { 'content-type': file.type, 'accept-ranges': 'bytes', 'access-control-allow-origin': '*' };
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  if (!range) {
    response.writeHead(200, { ...headers, 'content-length': length }).end(file.body);
    return;
  }
  const from = Number(range[1]);
  const to = range[2] ? Math.min(Number(range[2]), length - 1) : length - 1;
  response.writeHead(206, {
    ...headers,
    'content-length': to - from + 1,
    'content-range': `bytes ${from}-${to}/${length}`,
  });
  response.end(file.body.subarray(from, to + 1));
}
