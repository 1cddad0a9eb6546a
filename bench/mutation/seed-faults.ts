import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build, type Plugin } from 'esbuild';

const STRYKER = '@stryker-mutator/instrumenter@9.6.1';
const REDUCER = path.resolve('packages/signals/src/break');
const TESTS = [path.resolve('packages/signals/src/cases.test.ts')];

/** Random seeds must not decide, nor a day of simulated time. */
const IS_PLAYED = /^(?!.*(\.prop|soak)\.test\.ts$).*\.test\.ts$/;

/** One fault, as Stryker tells it; lines and columns from 0. */
export interface Fault {
  readonly id: string;
  readonly fileName: string;
  readonly mutatorName: string;
  readonly replacement: string;
  readonly location: Record<'start' | 'end', { readonly line: number; readonly column: number }>;
}

interface SourceFile {
  readonly name: string;
  readonly content: string;
  readonly mutate: boolean;
}

interface Stryker {
  readonly Instrumenter: new (log: Record<string, () => void>) => {
    instrument(
      files: readonly SourceFile[],
      options: object,
    ): Promise<{ readonly files: readonly SourceFile[]; readonly mutants: readonly Fault[] }>;
  };
}

/**
 * Installs what seeds the faults into `folder`, outside the lock file, and bundles the reducer with all of them, its tests and their
 * player into one file. Gives that file, the faults and the sources.
 */
export async function seedFaults(
  folder: string,
): Promise<{ player: string; faults: readonly Fault[]; sources: ReadonlyMap<string, string> }> {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--loglevel=error'];
  await promisify(execFile)('npm', ['install', '--prefix', folder, ...flags, STRYKER], { timeout: 180_000 });
  const door = path.join(folder, 'node_modules/@stryker-mutator/instrumenter/dist/src/index.js');
  const { Instrumenter } = (await import(pathToFileURL(door).href)) as Stryker;

  const names = (await readdir(REDUCER)).map((name) => path.join(REDUCER, name));
  const sources = new Map<string, string>();
  for (const name of names) {
    if (!/\.(test|builder)\.ts$/.test(name)) sources.set(name, await readFile(name, 'utf8'));
  }
  const noLog = () => undefined;
  const stryker = new Instrumenter({ debug: noLog, info: noLog, isDebugEnabled: noLog });
  const files = [...sources].map(([name, content]) => ({ name, content, mutate: true }));
  const seeded = await stryker.instrument(files, { plugins: null, excludedMutations: [], ignorers: [] });

  const tests = [...TESTS, ...names.filter((name) => IS_PLAYED.test(name))];
  const player = path.join(folder, 'player.mjs');
  await build({
    stdin: { contents: entryOf(tests), resolveDir: process.cwd() },
    outfile: player,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['cutaway-source'],
    // The package says that its modules do nothing when they load; its tests do.
    ignoreAnnotations: true,
    plugins: [withFaults(seeded.files)],
    logLevel: 'error',
  });
  return { player, faults: seeded.mutants, sources };
}

/** The stand-in first, the player last: it plays what the tests have told the stand-in. */
function entryOf(tests: readonly string[]): string {
  return ['./bench/mutation/load-with.ts', ...tests, './bench/mutation/play-tests.ts']
    .map((file) => `import ${JSON.stringify(file)};`)
    .join('\n');
}

function withFaults(files: readonly SourceFile[]): Plugin {
  const contents = new Map(files.map(({ name, content }) => [name, content]));
  return {
    name: 'with-faults',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^vitest$/ }, () => ({ path: path.resolve('bench/mutation/vitest-stand-in.ts') }));
      onLoad({ filter: /packages[/\\]signals[/\\]src[/\\].*\.ts$/ }, async ({ path: file }) => {
        const text = contents.get(file) ?? (await readFile(file, 'utf8'));
        // Tests find their pages from where they were written.
        return { contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href)), loader: 'ts' };
      });
    },
  };
}
