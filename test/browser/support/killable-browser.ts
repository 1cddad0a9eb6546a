import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { CHROMIUM_FLAGS } from './chromium-flags.js';

/** A Chromium with a profile of its own that can be killed like a TV that is unplugged. */
export interface KillableBrowser {
  /** One command of the DevTools protocol to the page. */
  send(method: string, params?: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
  open(url: string): Promise<void>;
  evaluate(script: string): Promise<unknown>;
  /** What the page's tools tell by themselves, of one kind. Heard until the browser is gone. */
  hear(method: string, heard: (params: Readonly<Record<string, unknown>>) => void): void;
  /** SIGKILL to every process of it. Ends when none of them is left, or after 2 s. */
  kill(): Promise<void>;
}

/**
 * @param onCall what the page says through `window.say(text)`.
 * @param flags of the command line, besides the usual ones.
 */
export async function openKillable(
  profile: string,
  onCall: (text: string) => void,
  flags: readonly string[] = [],
): Promise<KillableBrowser> {
  const binary = process.env['CUTAWAY_CHROMIUM'] ?? '/usr/bin/chromium';
  // A process group of its own: its helpers die with it.
  const chromium = spawn(
    binary,
    [...CHROMIUM_FLAGS, '--remote-debugging-pipe', ...flags, `--user-data-dir=${profile}`, 'about:blank'],
    {
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    },
  );
  const [, , , input, output] = chromium.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number, { done(result: never): void; fail(error: Error): void }>();
  const ears = new Map<string, (params: Readonly<Record<string, unknown>>) => void>();
  ears.set('Runtime.bindingCalled', ({ payload }) => onCall(String(payload)));
  let count = 0;
  let text = '';
  output.setEncoding('utf8').on('data', (part: string) => {
    const messages = (text + part).split('\0');
    text = messages.pop() ?? '';
    for (const message of messages) take(JSON.parse(message) as Message);
  });
  for (const pipe of [input, output]) pipe.on('error', () => undefined);

  function take({ id, result, error, method, params }: Message): void {
    if (method !== undefined) ears.get(method)?.(params ?? {});
    const asker = waiting.get(id ?? 0);
    waiting.delete(id ?? 0);
    if (error) asker?.fail(new Error(error.message));
    else asker?.done(result as never);
  }
  const call = (method: string, params: object, sessionId?: string): Promise<Record<string, unknown>> =>
    new Promise((done, fail) => {
      waiting.set(++count, { done, fail });
      input.write(`${JSON.stringify({ id: count, method, params, sessionId })}\0`);
    });

  const { targetInfos } = (await call('Target.getTargets', {})) as {
    targetInfos: { type: string; targetId: string }[];
  };
  const targetId = targetInfos.find(({ type }) => type === 'page')?.targetId;
  const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
  const send: KillableBrowser['send'] = (method, params = {}) => call(method, params, String(sessionId));
  await send('Runtime.enable');
  await send('Network.enable');
  await send('Page.enable');
  await send('Runtime.addBinding', { name: 'say' });
  return {
    send,
    hear: (method, heard) => void ears.set(method, heard),
    open: async (url) => void (await send('Page.navigate', { url })),
    async evaluate(expression) {
      const { result } = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
      return (result as { value?: unknown }).value;
    },
    async kill() {
      const dead = once(chromium, 'exit');
      if (chromium.pid !== undefined) process.kill(-chromium.pid, 'SIGKILL');
      await dead;
      // The one that keeps the profile's databases may die later than the first, and holds their locks against who opens them next.
      for (let tries = 0; tries < 100 && livesIn(chromium.pid ?? NaN); tries++) await wait(20);
    },
  };
}

/** Those that are dead, and wait for whoever started them, do not count. */
function livesIn(group: number): boolean {
  return readdirSync('/proc').some((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      // proc(5): behind the name, which may hold anything, the state, the parent and the group.
      const [state, , own] = readFileSync(`/proc/${pid}/stat`, 'latin1')
        .replace(/^.*\) /s, '')
        .split(' ');
      return Number(own) === group && !/[ZX]/.test(state ?? '');
    } catch {
      return false; // it ended meanwhile
    }
  });
}

interface Message {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}
