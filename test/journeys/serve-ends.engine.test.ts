import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const COMMAND = fileURLToPath(new URL('../../packages/cli/bin/cutaway.mjs', import.meta.url));
/** Nothing listens there: it is reserved. */
const NOWHERE = 'nats://127.0.0.1:9';

let running: ChildProcess | null = null;
afterEach(() => void running?.kill('SIGKILL'));

/** `cutaway serve` in a process of its own, once it has said where it listens. */
async function serve(...flags: readonly string[]) {
  const child = spawn(process.execPath, [COMMAND, 'serve', ...flags], { stdio: ['ignore', 'pipe', 'ignore'] });
  running = child;
  let out = '';
  while (!out.includes('\n')) out += String(((await once(child.stdout, 'data')) as [Buffer])[0]);
  const ended = once(child, 'exit') as Promise<[code: number | null]>;
  return { child, ended, url: /http:\S+/.exec(out)?.[0] ?? '' };
}

// Processes of their own, which start in a second or two.
describe('cutaway serve, told to end', { timeout: 60_000 }, () => {
  it('ends, though the JetStream that it was told of was never there', async () => {
    const { child, ended } = await serve('--nats', NOWHERE);
    child.kill('SIGTERM');
    const outcome = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 30_000, 'it goes on'))]);
    expect(outcome).toEqual([0, null]);
  });

  it('says first that it is not ready, and answers meanwhile', async () => {
    const { child, ended, url } = await serve('--drain', '2s');
    child.kill('SIGTERM');
    const statusOf = async (path: string): Promise<number> => (await fetch(`${url}${path}`)).status;
    const ready: number[] = [];
    while (ready.at(-1) !== 503 && ready.length < 100) ready.push(await statusOf('/health/ready'));
    expect(ready.at(-1)).toBe(503);
    expect(await statusOf('/v1/vast?sessionId=s&breakId=b&durationMs=10000')).toBe(200);
    expect(await ended).toEqual([0, null]);
    await expect(fetch(url)).rejects.toThrow();
  });
});
