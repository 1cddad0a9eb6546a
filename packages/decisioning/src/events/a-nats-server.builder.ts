import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { JetStreamManager } from '@nats-io/jetstream';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect as connectNats } from '@nats-io/transport-node';
import { freePort } from '../store-redis/free-port.builder.js';
import { isInstalled } from '../store-redis/is-installed.builder.js';

/** A real nats-server with JetStream, on a port and in a folder of its own. */
export interface NatsServer {
  readonly url: string;
  start(): Promise<void>;
  /** As a crash does. */
  kill(): Promise<void>;
  /** Loses all that it has, as one whose disk is a new one when it starts again. Only while it is killed. */
  wipe(): Promise<void>;
  /** Deletes a stream while it runs, as an operator does. */
  drop(stream: string): Promise<void>;
  /** How many consumers a stream has. */
  consumers(stream: string): Promise<number>;
  /** Deletes what a stream has in front of a sequence number. */
  purge(stream: string, seq: number): Promise<void>;
  /** Deletes single records, so that those around them stay. */
  delete(stream: string, seqs: readonly number[]): Promise<void>;
  /** The sequence number of a stream's last record. */
  last(stream: string): Promise<number>;
  /** Kills it, and removes its folder. */
  end(): Promise<void>;
}

export const hasNatsServer = (): boolean => isInstalled('nats-server');

export async function aNatsServer(flags: readonly string[] = []): Promise<NatsServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'nats-'));
  const port = await freePort();
  const url = `nats://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  async function kill(): Promise<void> {
    const running = child;
    child = null;
    if (running === null) return;
    running.kill('SIGKILL');
    await once(running, 'exit');
  }
  async function manage<Result>(run: (manager: JetStreamManager) => Promise<Result>): Promise<Result> {
    const connection = await connectNats({ servers: url });
    try {
      return await run(await jetstreamManager(connection));
    } finally {
      await connection.close();
    }
  }
  return {
    url,
    async start() {
      const where = ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', folder];
      child = spawn('nats-server', [...where, ...flags], { stdio: 'ignore' });
      while (!(await isOpen(port))) await new Promise((resolve) => void setTimeout(resolve, 20));
    },
    kill,
    wipe: () => rm(folder, { recursive: true, force: true }),
    drop: (stream) => manage(async ({ streams }) => void (await streams.delete(stream))),
    consumers: (stream) => manage(async ({ streams }) => (await streams.info(stream)).state.consumer_count),
    purge: (stream, seq) => manage(async ({ streams }) => void (await streams.purge(stream, { seq }))),
    delete: (stream, seqs) =>
      manage(async ({ streams }) => {
        for (const seq of seqs) await streams.deleteMessage(stream, seq);
      }),
    last: (stream) => manage(async ({ streams }) => (await streams.info(stream)).state.last_seq),
    async end() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve((socket.destroy(), true)));
    socket.once('error', () => resolve(false));
  });
}
