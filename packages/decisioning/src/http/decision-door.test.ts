import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createLedgerKeys } from '../telemetry/ledger-keys.js';
import { readAddresses } from './caller-address.js';
import { decisionDoor, type DecisionDoorRoom } from './decision-door.js';
import { createFrontServer } from './front-server.js';
import type { DecisionReply } from '@cutaway/model';

let close = (): void => undefined;
afterEach(() => close());

const reply = { protocol: 1, pod: { id: 'p', breakId: 'b', ads: [] }, errorUrls: [], rung: 'slate' } as never;
const MOST_BYTES = 1000;

/** A door in front of a framework that answers 418 to what comes through, and 400 to what the door has read already. */
async function open(decide: DecisionDoorRoom['decider']['decide'] = async () => reply) {
  const asked: { session: string; from: string }[] = [];
  const passed: string[] = [];
  const room: DecisionDoorRoom = {
    decider: {
      decide(body, asker) {
        asked.push({ session: body.sessionId, from: `${asker.baseUrl} ${asker.ip} ${asker.userAgent}` });
        return decide(body, asker);
      },
    },
    ...{ ledgerKeys: createLedgerKeys(), asksTelemetry: true, mostBytes: MOST_BYTES, addressOf: readAddresses(false) },
    isValid: (body): body is never => typeof (body as { sessionId?: unknown } | null)?.sessionId === 'string',
    framework: () => ({
      inject: (async ({ payload }: { payload: Buffer }) => {
        passed.push(payload.toString());
        return { statusCode: 400, headers: { 'x-said': 'framework' }, rawPayload: Buffer.from('no') };
      }) as never,
    }),
  };
  const server = createFrontServer((_request, response) => response.writeHead(418).end(), [decisionDoor(room)]);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => void server.close().closeAllConnections();
  const { port } = server.address() as { port: number };
  const post = (body: string, headers: Record<string, string> = {}, path = '/v1/decisions', method = 'POST') =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      ...{ method, headers: { 'content-type': 'application/json', 'user-agent': 'TV', ...headers } },
      ...(method === 'POST' && { body }),
    });
  return { asked, passed, port, post, server };
}

describe('decisionDoor', () => {
  it('answers a decision to players of any page, with what signs the session’s ledger', async () => {
    const { post, asked, port } = await open();
    const answer = await post('{"sessionId":"s"}', { 'content-type': 'application/json; charset=utf-8' });
    expect([
      answer.status,
      ...['access-control-allow-origin', 'cache-control', 'content-type'].map((name) => answer.headers.get(name)),
    ]).toEqual([...[200, '*', 'no-store', 'application/json; charset=utf-8']]);
    const url = `http://127.0.0.1:${port}`;
    expect(await answer.json()).toMatchObject({
      ...{ rung: 'slate', ledger: { secret: expect.any(String) }, telemetry: { url: `${url}/v1/telemetry` } },
    });
    expect(asked).toEqual([{ session: 's', from: `${url} 127.0.0.1 TV` }]);
  });

  it.each(['all of it ASCII', 'søndag', '10 €', '⚽'])('says every letter of an answer: %s', async (name) => {
    const full = { ...(reply as DecisionReply), rung: 'full', errorUrls: [name] } as const;
    const { post } = await open(async () => full);
    const answer = await post('{"sessionId":"s"}');
    expect(await answer.json()).toMatchObject({ errorUrls: [name] });
  });

  it('reads a body that comes in pieces', async () => {
    const { port, asked } = await open();
    const body = '{"sessionId":"söhne"}';
    const status = await new Promise((resolve) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const sending = httpRequest({ port, path: '/v1/decisions', method: 'POST', headers }, ({ statusCode }) =>
        resolve(statusCode),
      );
      const bytes = Buffer.from(body);
      sending.write(bytes.subarray(0, 16)); // within the ö
      setTimeout(() => sending.end(bytes.subarray(16)), 20);
    });
    expect([status, asked[0]?.session]).toEqual([200, 'söhne']);
  });

  it.each([
    ['no JSON', '{"sessionId":'],
    ['no request', '{"sessionId":7}'],
    ['nothing', ''],
    ['a name that reaches into objects', '{"sessionId":"s","__proto__":{"a":1}}'],
    ['such a name in disguise', String.raw`{"sessionId":"s","\u005f_proto__":{"a":1}}`],
  ])('lets the framework say what is wrong with %s', async (_, body) => {
    const { post, passed, asked } = await open();
    const answer = await post(body);
    expect([answer.status, answer.headers.get('x-said'), await answer.text()]).toEqual([400, 'framework', 'no']);
    expect([passed, asked]).toEqual([[body], []]);
  });

  it.each([
    ['another address', {}, '/v1/decision'],
    ['a question', {}, '/v1/decisions?explain=1'],
    ['XML that is wanted', { accept: 'application/xml' }],
    ['another type', { 'content-type': 'text/plain' }],
    ['a body that is packed', { 'content-encoding': 'gzip' }],
  ])('leaves %s to the framework', async (_, headers, path?: string) => {
    const { post, asked } = await open();
    expect((await post('{"sessionId":"s"}', headers as never, path)).status).toBe(418);
    expect((await post('', {}, '/v1/decisions', 'GET')).status).toBe(418);
    expect((await post(`{"sessionId":"${'s'.repeat(MOST_BYTES)}"}`)).status).toBe(418);
    expect(asked).toEqual([]);
  });

  it('leaves all to the framework once it closes, who tells players to come no more', async () => {
    const { post, server, asked } = await open();
    await post('{"sessionId":"s"}');
    const listening = Object.getOwnPropertyDescriptor(
      Object.getPrototypeOf(Object.getPrototypeOf(server)),
      'listening',
    );
    expect(listening).toBeDefined();
    Object.defineProperty(server, 'listening', { value: false });
    expect((await post('{"sessionId":"s"}')).status).toBe(418);
    expect(asked).toHaveLength(1);
  });

  it('is not troubled by players that are gone before they have asked or heard', async () => {
    let answer = (): void => undefined;
    const { port, asked, post } = await open(({ sessionId }) =>
      sessionId === 'gone'
        ? new Promise<DecisionReply>((resolve) => (answer = () => resolve(reply)))
        : Promise.resolve(reply),
    );
    const head =
      'POST /v1/decisions HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n';
    for (const body of ['{"sessionId', '{"sessionId":"gone"}']) {
      const socket = connect(port, '127.0.0.1');
      await new Promise<void>((resolve) => socket.write(head + body, () => resolve()));
      await new Promise((resolve) => setTimeout(resolve, 30));
      socket.destroy();
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
    answer();
    expect(asked.map(({ session }) => session)).toEqual(['gone']);
    expect((await post('{"sessionId":"s"}')).status).toBe(200);
  });

  it('hangs up where an answer cannot be made: a player asks again or falls back at once', async () => {
    const { post } = await open(() => Promise.reject(new Error('broken')));
    await expect(post('{"sessionId":"s"}')).rejects.toThrow();
  });
});
