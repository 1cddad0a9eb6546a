import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A beacon that the front was asked for at `/beacon/<break id>/<position>/<event>`. */
export interface HeardAtFront {
  readonly atMs: number;
  readonly breakId: string;
  readonly position: number;
  readonly event: string;
}

/** Stands before the decision service, where decisions can be late, and collects the beacons of players that track by themselves. */
export interface Front {
  readonly decisionUrl: string;
  readonly trackUrl: string;
  readonly heard: readonly HeardAtFront[];
  close(): Promise<void>;
}

const CORS = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*', 'cache-control': 'no-store' };

/** @param lateMs null: decisions pass; else every other break is refused, and the others wait this long. */
export async function startFront(
  askService: (body: Buffer) => Promise<Response>,
  lateMs: number | null,
): Promise<Front> {
  const heard: HeardAtFront[] = [];
  const waits = new Set<NodeJS.Timeout>();

  const decide = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const [, number = '0'] = /"breakId":"[^"]*?(\d+)[^\d"]*"/.exec(body.toString()) ?? [];
    if (lateMs !== null && Number(number) % 2 === 0) return void response.writeHead(404, CORS).end();
    if (lateMs !== null) await new Promise((done) => waits.add(setTimeout(done, lateMs)));
    const answer = await askService(body);
    response.writeHead(answer.status, { ...CORS, 'content-type': 'application/json' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  };

  const server = createServer((request, response) => {
    const [, breakId, position, event] = /^\/beacon\/([\w-]+)\/(\d+)\/(\w+)$/.exec(request.url ?? '') ?? [];
    if (request.method === 'OPTIONS') return void response.writeHead(204, CORS).end();
    if (request.url === '/decision')
      return void decide(request, response).catch(() => response.writeHead(502, CORS).end());
    if (breakId !== undefined && event !== undefined)
      heard.push({ atMs: Date.now(), breakId, position: Number(position), event });
    response.writeHead(204, CORS).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ decisionUrl: `${origin}/decision`, trackUrl: `${origin}/beacon`, heard },
    close: () =>
      new Promise((done) => {
        for (const wait of waits) clearTimeout(wait);
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
