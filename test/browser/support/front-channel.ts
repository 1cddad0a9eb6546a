import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server in front of a channel answers. */
export interface FrontAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer | string;
}

export interface FrontOptions {
  /** What the channel answered at a path, as the player shall have it. */
  change(path: string, body: Buffer): Buffer | string;
  /** Answers by itself; null: the channel does. */
  own?(url: URL): FrontAnswer | null | Promise<FrontAnswer | null>;
}

export interface ChannelFront {
  /** Without a slash at the end. */
  readonly url: string;
  readonly liveUrl: string;
  close(): Promise<void>;
}

const HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'cache-control': 'no-store',
};

/** A server on loopback that hands on what a channel serves, changed: what packagers do that the test channel does not. */
export async function frontChannel(channelUrl: string, { change, own }: FrontOptions): Promise<ChannelFront> {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'OPTIONS') return void response.writeHead(204, HEADERS).end();
    const url = new URL(request.url ?? '/', 'http://front');
    const ours = (await own?.(url)) ?? null;
    if (ours) return void response.writeHead(ours.status, { ...HEADERS, 'content-type': ours.type }).end(ours.body);
    const origin = await fetch(channelUrl + url.pathname);
    const body = Buffer.from(await origin.arrayBuffer());
    response.writeHead(origin.status, { ...HEADERS, 'content-type': origin.headers.get('content-type') ?? '' });
    response.end(origin.ok ? change(url.pathname, body) : body);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    liveUrl: `${url}/live/main.m3u8`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
