import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from './packages.mjs';

/**
 * Runs a command of node_modules/.bin (or of the path) in the root of the checkout; gives `{ code, output }`, never throws.
 * A command that takes longer than `limitMs` is ended and counts as failed.
 */
export function runCommand(command, args = [], { limitMs = 240_000, env = {}, cwd = root } = {}) {
  return new Promise((resolve) => {
    const bin = path.join(root, 'node_modules', '.bin');
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}`, FORCE_COLOR: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk) => (output += chunk);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const timer = setTimeout(() => {
      keep(`\nended after ${limitMs / 1000} s: ${command} ${args.join(' ')}`);
      child.kill('SIGKILL');
    }, limitMs);
    const finish = (code) => {
      clearTimeout(timer);
      resolve({ code, output: output.replace(/^npm warn Unknown user config.*\n/gm, '') });
    };
    child.on('error', (error) => {
      keep(String(error));
      finish(1);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
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
