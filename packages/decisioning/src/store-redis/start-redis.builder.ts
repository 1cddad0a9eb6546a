import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectRedis } from './connect-redis.js';
import { freePort } from './free-port.builder.js';
import { isInstalled } from './is-installed.builder.js';

/** A server of our own for one test or measurement, on a free port, with nothing on disk. */
export interface OwnRedis {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export const hasRedisServer = (): boolean => isInstalled('redis-server');

export async function startRedis(): Promise<OwnRedis> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cutaway-redis-'));
  const port = await freePort();
  const flags = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = spawn('redis-server', flags, { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const url = `redis://127.0.0.1:${port}`;
  await answers(url);
  return {
    url,
    pid: server.pid ?? 0,
    stop: async () => {
      server.kill('SIGCONT'); // it may have been made to pause
      server.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return (await connectRedis({ url, timeoutMs: 5_000 })).disconnect();
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
