import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';

/** A server in a process of its own. */
export interface ServerProcess {
  readonly port: number;
  ask<Answer>(question: string): Promise<Answer>;
  /** As a crash does: nothing is written any more. */
  kill(): Promise<void>;
}

const bundles = new Map<string, Promise<string>>();

/** Where a server's code is, built once. For whoever runs in the repository's root, as benchmarks and tests do. */
export function bundleServer(name: 'events/collector-process' | 'decisioning/service-process'): Promise<string> {
  const known = bundles.get(name) ?? bundle(name);
  bundles.set(name, known);
  return known;
}

/** Ours from its sources. A package that is in several versions is found only from where it is used, so it is taken in. */
const oursFromSources: Plugin = {
  name: 'ours-from-sources',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path: id, kind }) =>
      kind === 'entry-point' || /^(@cutaway\/|ajv$|ajv\/|fast-uri$)/.test(id) ? undefined : { external: true },
    );
  },
};

async function bundle(name: string): Promise<string> {
  const outfile = path.resolve(`build/bench/${name}.mjs`);
  await build({
    ...{ entryPoints: [path.resolve(`bench/${name}.ts`)], outfile, bundle: true, format: 'esm' },
    ...{ platform: 'node', target: 'node20', plugins: [oursFromSources], conditions: ['cutaway-source'] },
    logLevel: 'error',
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  });
  return outfile;
}

/** `nodeArgs` are of Node itself. */
export async function startServer(
  bundle: string,
  args: readonly string[],
  nodeArgs: readonly string[] = [],
): Promise<ServerProcess> {
  const child = fork(bundle, args, { serialization: 'advanced', execArgv: [...nodeArgs] });
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
