import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../packages/decisioning/src/store-redis/free-port.builder.js';
import { canRunEdge, startEdge } from './a-region.builder.js';

const canRun = canRunEdge();
if (!canRun) console.warn('skipped: nginx is not installed');

const NODES = ['node-a', 'node-b'] as const;
type NodeName = (typeof NODES)[number];

/** nginx with the file of deploy/, in front of two nodes that say what a test wants. */
describe.skipIf(!canRun)('the edge of deploy/nginx.conf', { timeout: 60_000 }, () => {
  let folder = '';
  let edge: ChildProcess;
  let url = '';
  let nodes: ReadonlyMap<NodeName, Server>;
  let asked: NodeName[];
  /** Status of a node's answer. */
  let answer: (node: NodeName, path: string) => number;
  /** How long it takes. */
  let answerMs: number;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'cutaway-edge-'));
    asked = [];
    answer = () => 200;
    answerMs = 0;
    const ports = { 'node-a': await freePort(), 'node-b': await freePort(), edge: await freePort() };
    nodes = new Map(NODES.map((name) => [name, startNode(name, ports[name])]));
    edge = await startEdge(folder, ports);
    url = `http://127.0.0.1:${ports.edge}`;
    await expect.poll(() => ask('/'), { timeout: 20_000 }).toBe(200);
    asked.length = 0;
  });
  afterEach(async () => {
    edge.kill('SIGKILL');
    await once(edge, 'exit');
    for (const node of nodes.values()) node.close().closeAllConnections();
    await rm(folder, { recursive: true, force: true });
  });

  const startNode = (name: NodeName, port: number): Server =>
    createServer((request, response) => {
      asked.push(name);
      setTimeout(() => response.writeHead(answer(name, request.url ?? '')).end(), answerMs);
    }).listen(port, '127.0.0.1');
  const ask = (address: string): Promise<number> =>
    fetch(url + address).then(
      ({ status }) => status,
      () => 0,
    );

  it('asks the other node where one cannot answer, or is not there', async () => {
    await ask('/v1/vast');
    const [home] = asked;
    answer = (node) => (node === home ? 503 : 200);
    expect(await ask('/v1/vast')).toBe(200);
    nodes.get(home!)!.close().closeAllConnections();
    expect([await ask('/v1/vast'), await ask('/ssai/viewer/v0.m3u8')]).toEqual([200, 200]);
  });

  it('opens no second session of a stitched channel at the other node while only its origin does not answer (502)', async () => {
    answer = (_node, address) => (address.startsWith('/ssai/') ? 502 : 200);
    expect(await ask('/ssai/viewer/v0.m3u8')).toBe(502);
    expect(asked).toHaveLength(1);
  });

  it('takes no node for dead because of a channel’s origin: decisions go on where they were', async () => {
    answer = (_node, address) => (address.startsWith('/ssai/') ? 502 : 200);
    for (let refresh = 0; refresh < 4; refresh += 1) await ask('/ssai/viewer/v0.m3u8');
    const [home] = asked;
    asked.length = 0;
    expect(await ask('/v1/vast')).toBe(200);
    expect(asked).toEqual([home]);
  });
  it('waits for what takes its time: a list of breaks, and a stitched playlist whose origin is slow', async () => {
    answerMs = 3300;
    expect(await Promise.all([ask('/v1/vmap'), ask('/ssai/viewer/v0.m3u8')])).toEqual([200, 200]);
    expect(asked).toHaveLength(2);
  });

  it('waits for a decision as long as its player may: the node answers within `budgetMs`, and cut off it is asked of no other', async () => {
    answerMs = 3300;
    const post = (address: string) => fetch(url + address, { method: 'POST', body: '{"budgetMs":5000}' });
    const answers = await Promise.all(['/v1/decisions', '/v1/decision'].map(post));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });
});
