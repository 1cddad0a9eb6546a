// publint and are-the-types-wrong over each package as it would be published.
import { packAll } from './pack.mjs';
import { runCommand } from './run-command.mjs';

/** A style sheet has no types to be wrong. */
const NO_TYPES = ['--exclude-entrypoints', './style.css'];

const failures = [];
const queue = await packAll();
async function worker() {
  for (let next; (next = queue.shift());) {
    const { name, dir, tarball } = next;
    await judge(`${name}: publint`, 'publint', ['run', dir, '--strict', '--pack', 'false']);
    const attw = [tarball, '--profile', 'esm-only', '--no-emoji', '--no-color', '--format', 'ascii', ...NO_TYPES];
    await judge(`${name}: are-the-types-wrong`, 'attw', attw);
  }
}
async function judge(label, command, args) {
  const { code, output } = await runCommand(command, args);
  if (code !== 0) failures.push(`${label}\n${output}`);
}
await Promise.all([worker(), worker()]);

if (failures.length > 0) console.error(failures.join('\n'));
process.exitCode = failures.length > 0 ? 1 : 0;
