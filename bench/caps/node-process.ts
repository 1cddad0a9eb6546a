import { fork } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import type { FromNode, ToNode } from './terms.js';

/** `node.ts` as a process of its own. */
export interface NodeProcess {
  /** Rejects when the process is gone, or takes too long. */
  tell(told: Untold): Promise<FromNode>;
  /** As a power cut would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

type Untold = ToNode extends infer Told ? (Told extends { id: number } ? Omit<Told, 'id'> : never) : never;

const PATIENCE_MS = 5_000;

/** Bundled once, below the repository, where its packages are found. */
export async function bundleNode(root: string): Promise<string> {
  const outfile = path.join(root, 'build', 'bench', 'caps-node', 'node.mjs');
  await mkdir(path.dirname(outfile), { recursive: true });
  await build({
    entryPoints: [path.join(root, 'bench', 'caps', 'node.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  return outfile;
}

export async function startNode(bundle: string, given: readonly string[]): Promise<NodeProcess> {
  const child = fork(bundle, [...given], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] });
  const waiting = new Map<number, (answer: FromNode | null) => void>();
  let last = 0;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void gone.then(() => {
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
  });
  const ready = new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    void gone.then(() => reject(new Error('Cannot start node: it ended, expected it to be ready')));
  });
  child.on('message', (told: FromNode) => {
    if (told.type === 'ready') return;
    waiting.get(told.id)?.(told);
    waiting.delete(told.id);
  });
  await ready;
  return {
    tell: (told) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        const fail = (why: string) => reject(new Error(`Cannot ask node: ${why}, expected an answer`));
        const timer = setTimeout(() => {
          waiting.delete(id);
          fail('it took too long');
        }, PATIENCE_MS);
        waiting.set(id, (answer) => {
          clearTimeout(timer);
          if (answer === null) fail('it is gone');
          else resolve(answer);
        });
        if (child.connected) child.send({ ...told, id }, (error) => error && waiting.get(id)?.(null));
        else waiting.get(id)?.(null);
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
    stop: async () => {
      if (child.connected) child.send({ type: 'stop' });
      const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
      await gone;
      clearTimeout(timer);
    },
  };
}
