import { build } from 'esbuild';
import path from 'node:path';

/** An entry as modules by file name, split where code is loaded on demand; `built`: from the built packages, as an application would. */
export async function splitModules(entry: string, built = false): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    splitting: true,
    write: false,
    format: 'esm',
    conditions: built ? [] : ['cutaway-source'],
    outdir: 'out',
    logLevel: 'error',
  });
  return new Map(outputFiles.map((file) => [path.basename(file.path), file.text]));
}
