import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { aNatsServer, hasNatsServer } from '../../packages/decisioning/src/events/a-nats-server.builder.js';
import { freePort } from '../../packages/decisioning/src/store-redis/free-port.builder.js';
import { isInstalled } from '../../packages/decisioning/src/store-redis/is-installed.builder.js';
import { hasRedisServer, startRedis } from '../../packages/decisioning/src/store-redis/start-redis.builder.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The region of deploy/docker-compose.yml without its containers: the same programs with the same words, on free ports of loopback. */
export interface Region {
  /** Of the edge, without a slash at its end. */
  readonly url: string;
  /** As a crash does. */
  killNode(name: 'node-a' | 'node-b'): Promise<void>;
  /** Of one node, past the edge. */
  nodeUrl(name: 'node-a' | 'node-b'): string;
  stop(): Promise<void>;
}

/** Whether all that it is made of is installed. */
export const canRunRegion = (): boolean => canRunEdge() && hasRedisServer() && hasNatsServer();

interface Compose {
  readonly services: Readonly<
    Record<string, { readonly command?: readonly string[]; readonly environment?: Readonly<Record<string, string>> }>
  >;
}

const NODES = ['node-a', 'node-b'] as const;

/** `catalogue`: the text of its one file. `adminToken`: as `name=token`. */
export async function aRegion(catalogue: string, adminToken: string): Promise<Region> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cutaway-region-'));
  const [redis, nats] = [await startRedis(), await aNatsServer()];
  await nats.start();
  const ports = { 'node-a': await freePort(), 'node-b': await freePort(), edge: await freePort() };
  await mkdir(path.join(folder, 'catalogue'));
  await writeFile(path.join(folder, 'catalogue', 'catalogue.json'), catalogue);
  const secrets = { CUTAWAY_KEYS: 'k1=0123456789abcdef0123', CUTAWAY_ADMIN_TOKENS: adminToken };
  const children = new Map<string, ChildProcess>();
  const words = await wordsOf(secrets, { 'valkey:6379': hostOf(redis.url), 'jetstream:4222': hostOf(nats.url) });
  for (const name of NODES) {
    const { args, env } = words(name, ports[name], path.join(folder, name), path.join(folder, 'catalogue'));
    children.set(name, spawn(process.execPath, args, { cwd: root, env, stdio: 'ignore' }));
  }
  children.set('edge', await startEdge(folder, ports));
  const url = `http://127.0.0.1:${ports.edge}`;
  const nodeUrl = (name: 'node-a' | 'node-b'): string => `http://127.0.0.1:${ports[name]}`;
  const kill = async (name: string): Promise<void> => {
    const child = children.get(name);
    children.delete(name);
    if (child === undefined || child.exitCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  const stop = async (): Promise<void> => {
    await Promise.all([...children.keys()].map(kill));
    await Promise.all([redis.stop(), nats.end()]);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    for (const name of NODES) await answers(`${nodeUrl(name)}/health/ready`);
    await answers(`${url}/health/ready`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, nodeUrl, killNode: kill, stop };
}

const hostOf = (url: string): string => new URL(url).host;

/** What the Dockerfile and the compose file say of a node, with other hosts, folders and secrets. */
async function wordsOf(secrets: Readonly<Record<string, string>>, hosts: Readonly<Record<string, string>>) {
  const dockerfile = await readFile(path.join(root, 'deploy/Dockerfile'), 'utf8');
  const compose = parse(await readFile(path.join(root, 'deploy/docker-compose.yml'), 'utf8'), {
    merge: true,
  }) as Compose;
  const [, ...entry] = JSON.parse(/^ENTRYPOINT (.*)$/m.exec(dockerfile)?.[1] ?? '[]') as readonly string[];
  return (name: string, port: number, data: string, catalogue: string) => {
    const { command = [], environment = {} } = compose.services[name] ?? {};
    const here: Readonly<Record<string, string>> = {
      ...{ '0.0.0.0': '127.0.0.1', '8081': String(port), '/data': data, '/catalogue': catalogue },
    };
    const env: Record<string, string | undefined> = { ...process.env };
    for (const [key, value] of Object.entries(environment)) {
      const known = secrets[key] ?? Object.entries(hosts).reduce((text, [from, to]) => text.replace(from, to), value);
      env[key] = key === 'CUTAWAY_TRUST_PROXY' ? 'loopback' : known; // the edge is here
    }
    return { args: [...entry, ...command].map((word) => here[word] ?? word), env };
  };
}

export const canRunEdge = (): boolean => isInstalled('/usr/sbin/nginx', '-v');

/** nginx with the region's file, as whoever runs this. `ports`: its own, `edge`, and those of the nodes by their names. */
export async function startEdge(folder: string, ports: Readonly<Record<string, number>>): Promise<ChildProcess> {
  const written = await readFile(path.join(root, 'deploy/nginx.conf'), 'utf8');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (one) => `${one}_temp_path ${folder}/${one};`,
  );
  const here = written
    .replace('listen 8080;', `listen 127.0.0.1:${ports['edge']};`)
    .replace(/(node-[ab]):8081/g, (_, name: string) => `127.0.0.1:${ports[name]}`)
    .replace('/var/cache/nginx/cutaway', path.join(folder, 'cache'))
    .replace('http {', `http {\n${temporary.join('\n')}`);
  const file = path.join(folder, 'nginx.conf');
  await writeFile(file, here);
  const globals = `daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/error.log;`;
  return spawn('/usr/sbin/nginx', ['-c', file, '-e', path.join(folder, 'error.log'), '-g', globals], {
    stdio: 'ignore',
  });
}

async function answers(url: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const status = await fetch(url).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    if (attempt === 200) throw new Error(`Cannot start region: ${url} says ${status}, expected 200`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
