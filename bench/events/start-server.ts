import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { build } from 'esbuild';

/** A server in a process of its own. */
export interface ServerProcess {
  readonly port: number;
  ask<Answer>(question: 'cpu' | 'billed' | 'nonces' | 'verdicts'): Promise<Answer>;
  /** As a crash does: nothing is written any more. */
  kill(): Promise<void>;
}

let bundled: Promise<string> | null = null;

/** Where the server's code is, built once. For whoever runs in the repository's root, as benchmarks and tests do. */
export const bundleServer = (): Promise<string> => (bundled ??= bundle());

async function bundle(): Promise<string> {
  const outfile = path.resolve('build/bench/events/collector-process.mjs');
  await build({
    ...{ entryPoints: [path.resolve('bench/events/collector-process.ts')], outfile, bundle: true, format: 'esm' },
    ...{ platform: 'node', target: 'node20', external: ['fastify'], conditions: ['cutaway-source'], logLevel: 'error' },
  });
  return outfile;
}

export async function startServer(bundle: string, ...args: readonly string[]): Promise<ServerProcess> {
  const child = fork(bundle, args, { serialization: 'advanced' });
  const waiting = new Map<string, (answer: unknown) => void>();
  const answered = <Answer>(question: string) =>
    new Promise<Answer>((resolve) => waiting.set(question, (answer) => resolve(answer as Answer)));
  child.on('message', ({ question, answer }: { question: string; answer: unknown }) => waiting.get(question)?.(answer));
  const exited = once(child, 'exit').then(() =>
    Promise.reject(new Error('Cannot start server: it ended, expected a port')),
  );
  const port = await Promise.race([answered<number>('port'), exited]);
  exited.catch(() => undefined);
  return {
    port,
    ask(question) {
      const answer = answered<never>(question);
      child.send(question);
      return answer;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited.catch(() => undefined);
    },
  };
}
