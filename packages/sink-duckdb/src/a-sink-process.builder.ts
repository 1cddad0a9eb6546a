import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = path.join(here, '../node_modules/.sink-process');

/** A program that follows a log in small transactions, to be killed: what it imports from outside resolves from the package. */
export async function aSinkProgram(): Promise<string> {
  await mkdir(folder, { recursive: true });
  const outfile = path.join(folder, `${process.pid}.mjs`);
  const contents = `
    import { followEvents } from './follow-events.ts';
    const [data, database] = process.argv.slice(2);
    await followEvents({ data, database, batchRecords: 7, once: true, onBatch: ({ next }) => process.send(next) }).ended;
    process.disconnect();`;
  await build({
    stdin: { contents, resolveDir: here, loader: 'ts' },
    ...{ outfile, bundle: true, platform: 'node', format: 'esm', packages: 'bundle', logLevel: 'error' },
    external: ['@duckdb/node-api'],
    conditions: ['cutaway-source'],
    banner: { js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);` },
  });
  return outfile;
}

/** Runs it; after so many transactions it is killed at once, wherever the next one has got to. Tells whether it had to be. */
export async function runSink(program: string, args: readonly string[], killAfter: number): Promise<boolean> {
  const child: ChildProcess = fork(program, [...args], { execArgv: [] });
  let transactions = 0;
  child.on('message', () => {
    transactions += 1;
    // Not on the word itself: between two transactions, and in the midst of one.
    if (transactions === killAfter) setTimeout(() => child.kill('SIGKILL'), killAfter % 3);
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return signal === 'SIGKILL';
}
