import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { build } from 'esbuild';
import type { ServiceTerms } from './terms.js';

/** A service in a process of its own. */
export interface ServiceProcess {
  readonly url: string;
  /** As a power cut would. */
  kill(): Promise<void>;
  /** As an operator does. */
  stop(): Promise<void>;
}

const ELSEWHERE = ['fastify', '@fastify/*', 'ajv', 'ajv/*', 'yaml', 'undici', 'prom-client', 'ioredis', '@nats-io/*'];

/** Where the service's code is, built once, below the repository, where its packages are found. */
export async function bundleService(root: string): Promise<string> {
  const outfile = path.join(root, 'build', 'bench', 'scaleout-service', 'service.mjs');
  await build({
    entryPoints: [path.join(root, 'bench', 'scaleout', 'service-process.ts')],
    ...{ outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', conditions: ['cutaway-source'] },
    ...{ external: [...ELSEWHERE, '@opentelemetry/*'], logLevel: 'error' },
  });
  return outfile;
}

export async function startServiceProcess(bundle: string, terms: ServiceTerms): Promise<ServiceProcess> {
  const child = fork(bundle, [JSON.stringify(terms)], {
    ...{ stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: ['--no-warnings'] },
  });
  const gone = once(child, 'exit');
  const url = await Promise.race([urlOf(child), gone.then(() => null)]);
  if (url === null) throw new Error('Cannot start service: it ended, expected it to listen');
  return {
    url,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    async stop() {
      if (child.connected) child.send('stop');
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await gone;
      clearTimeout(timer);
    },
  };
}

async function urlOf(child: ChildProcess): Promise<string> {
  const [{ url }] = (await once(child, 'message')) as [{ readonly url: string }];
  return url;
}
