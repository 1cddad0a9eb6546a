import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from './packages.mjs';

/** Several times what any of them takes, on a machine that is busy with something else: what hangs is ended. */
const LIMIT_MS = 1_800_000;

/**
 * Runs a command of node_modules/.bin (or of the path) in the root of the checkout; gives `{ code, output }`, never throws.
 * A command that takes longer than LIMIT_MS is ended and counts as failed.
 */
export function runCommand(command, args = [], { env = {}, cwd = root } = {}) {
  const { FORCE_COLOR: _colour, ...inherited } = process.env;
  return new Promise((resolve) => {
    const bin = path.join(root, 'node_modules', '.bin');
    const child = spawn(command, args, {
      cwd,
      env: { ...inherited, PATH: `${bin}${path.delimiter}${process.env.PATH}`, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true, // a group of its own, so that workers end with it
    });
    let output = '';
    const keep = (chunk) => (output += chunk);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const timer = setTimeout(() => {
      keep(`\nended after ${LIMIT_MS / 1000} s: ${command} ${args.join(' ')}`);
      endGroup(child);
    }, LIMIT_MS);
    const interrupted = () => {
      endGroup(child);
      process.exit(130);
    };
    process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
    const finish = (code) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
      resolve({ code, output: output.replace(/^npm warn Unknown user config.*\n/gm, '') });
    };
    child.on('error', (error) => {
      keep(String(error));
      finish(1);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}

function endGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
}

/** Runs commands one after the other until one fails: `[['tsc', '-b'], …]`. */
export async function runAll(commands, options) {
  let output = '';
  for (const [command, ...args] of commands) {
    const done = await runCommand(command, args, options);
    output += done.output;
    if (done.code !== 0) return { code: done.code, output };
  }
  return { code: 0, output };
}
