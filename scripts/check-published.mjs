// publint and are-the-types-wrong over each package as it would be published, and two things they do not look at:
// code that imports what its package.json does not declare, and a style sheet that came out empty.
import { readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { packAll } from './pack.mjs';
import { runCommand } from './run-command.mjs';

/** A style sheet has no types to be wrong. */
const NO_TYPES = ['--exclude-entrypoints', './style.css'];

const failures = [];
const queue = await packAll();
async function worker() {
  for (let next; (next = queue.shift());) {
    const { name, dir, tarball } = next;
    await judgeImports(next);
    await judge(`${name}: publint`, 'publint', ['run', dir, '--strict', '--pack', 'false']);
    const attw = [tarball, '--profile', 'esm-only', '--no-emoji', '--no-color', '--format', 'ascii', ...NO_TYPES];
    await judge(`${name}: are-the-types-wrong`, 'attw', attw);
  }
}
async function judgeImports({ name, dir }) {
  const { dependencies, peerDependencies, exports } = JSON.parse(readFileSync(path.join(dir, 'package.json'), 'utf8'));
  const declared = Object.keys({ ...dependencies, ...peerDependencies });
  const targets = Object.values(exports).map((target) => path.join(dir, target.default ?? target));
  for (const sheet of targets.filter((file) => file.endsWith('.css'))) {
    if (statSync(sheet).size === 0) failures.push(`${name}: ${path.basename(sheet)} is empty`);
  }
  const { metafile } = await build({
    entryPoints: targets.filter((file) => file.endsWith('.js')),
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    metafile: true,
    write: false,
    outdir: path.join(dir, 'unused'),
    logLevel: 'silent',
  });
  const imported = Object.values(metafile.outputs).flatMap((output) => output.imports.map((one) => one.path));
  const isDeclared = (id) => isBuiltin(id) || declared.some((own) => id === own || id.startsWith(`${own}/`));
  for (const id of new Set(imported.filter((one) => !isDeclared(one)))) {
    failures.push(`${name}: imports ${id.slice(0, 80)}, which its package.json does not declare`);
  }
}
async function judge(label, command, args) {
  const { code, output } = await runCommand(command, args);
  if (code !== 0) failures.push(`${label}\n${output}`);
}
await Promise.all([worker(), worker()]);

if (failures.length > 0) console.error(failures.join('\n'));
process.exitCode = failures.length > 0 ? 1 : 0;
