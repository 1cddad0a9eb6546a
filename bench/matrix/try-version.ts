import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { MatrixPlayer } from './players.js';
import { readReport, type FileResult, type VitestReport } from './read-report.js';

const run = promisify(execFile);
/** For all tests of a version, on a busy machine. */
const LIMIT_MS = 600_000;

/** All releases that the registry has. */
export async function listVersions(name: string): Promise<readonly string[]> {
  const { stdout } = await run('npm', ['view', name, 'versions', '--json']);
  return JSON.parse(stdout) as string[];
}

/** Folder of a package's files, loaded from the registry once: `build/matrix/hls.js-1.5.20`. */
export async function getPackage(name: string, version: string): Promise<string> {
  const folder = path.resolve('build/matrix', `${name}-${version}`);
  if (existsSync(folder)) return folder;
  const unpacked = `${folder}.new`;
  await rm(unpacked, { recursive: true, force: true });
  await mkdir(unpacked, { recursive: true });
  const { stdout } = await run('npm', ['pack', `${name}@${version}`, '--silent', '--pack-destination', unpacked]);
  await run('tar', ['xzf', path.join(unpacked, stdout.trim()), '-C', unpacked, '--strip-components=1']);
  await rename(unpacked, folder);
  return folder;
}

/** Runs a player's tests with the version in `folder`, all or those of `only`. */
export async function tryVersion(
  { variable, tests, shared, named }: MatrixPlayer,
  folder: string,
  only: readonly string[] | null,
): Promise<readonly FileResult[]> {
  const wanted = (all: MatrixPlayer['tests']): MatrixPlayer['tests'] =>
    Object.fromEntries(Object.entries(all).filter(([test]) => only === null || only.includes(test)));
  const env = { ...process.env, [variable]: folder };
  return [
    ...(await runFiles(wanted(tests), env, '')),
    // The dot is any character to vitest: there is no other name that it would be.
    ...(await runFiles(wanted(shared), env, named)),
  ];
}

async function runFiles(
  tests: MatrixPlayer['tests'],
  env: NodeJS.ProcessEnv,
  named: string,
): Promise<readonly FileResult[]> {
  if (Object.keys(tests).length === 0) return [];
  const output = path.resolve(`build/matrix/report-${process.pid}.json`); // two may run side by side
  await rm(output, { force: true });
  const files = Object.values(tests).map((file) => `test/browser/${file}.test.ts`);
  await run(
    'node_modules/.bin/vitest',
    [
      ...['run', '--project', 'browser', '--reporter=json', `--outputFile.json=${output}`],
      ...(named === '' ? [] : ['-t', named]),
      ...files,
    ],
    { env, timeout: LIMIT_MS, maxBuffer: 64_000_000 },
  ).catch(() => undefined); // a failed test ends it with an error; the report says which
  const report = existsSync(output) ? await readFile(output, 'utf8') : '{"testResults":[]}';
  return readReport(tests, JSON.parse(report) as VitestReport, named);
}
