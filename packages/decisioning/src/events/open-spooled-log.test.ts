import { describe, expect, it } from 'vitest';
import { aDisk } from './a-disk.builder.js';
import { openSpooledLog, type SpooledLogOptions } from './open-spooled-log.js';
import type { StreamEngine } from './stream-engine.js';

/** An engine that can be away, and that may take an event without saying so. */
function anEngine() {
  const kept = new Map<string, string>();
  const engine = {
    kept,
    isAway: false,
    isMute: false,
    published: [] as string[],
    publish(id: string, text: string) {
      engine.published.push(id);
      if (engine.isAway) return Promise.reject(new Error('no answer'));
      kept.set(id, text);
      return engine.isMute ? Promise.reject(new Error('no answer')) : Promise.resolve();
    },
    follow: () => Promise.resolve(() => undefined),
    check: () => Promise.resolve(null),
    close: () => Promise.resolve(),
  };
  return engine satisfies StreamEngine;
}

/** Waits are told to the test, which lets them pass. */
async function aLog(more: Partial<SpooledLogOptions> = {}) {
  const engine = anEngine();
  const states: string[] = [];
  const after = (ms: number, run: () => void) => setTimeout(run, ms === 1000 ? 5 : 0);
  const options = { engine, spoolFolder: '/spool', disk: aDisk(), after, retryMs: 1000, ...more };
  const open = () => openSpooledLog({ ...options, onState: (state) => states.push(state) });
  return { engine, states, open, log: await open() };
}

async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await new Promise((resolve) => void setTimeout(resolve, 1));
}

describe('openSpooledLog', () => {
  it('acknowledges what the engine has', async () => {
    const { engine, log, states } = await aLog();
    await log.append('1', 'one');
    expect([...engine.kept]).toEqual([['1', 'one']]);
    expect(states).toEqual([]);
    await log.close();
  });

  it('keeps on disk what the engine does not take, and gives it over when it is back', async () => {
    const { engine, log, states } = await aLog();
    engine.isAway = true;
    await Promise.all(['1', '2', '3'].map((id) => log.append(id, `event ${id}`)));
    expect(states).toEqual(['spooling']);
    expect(engine.kept.size).toBe(0);
    engine.isAway = false;
    await until(() => states.length === 2);
    expect([...engine.kept.values()].sort()).toEqual(['event 1', 'event 2', 'event 3']);
    expect(states).toEqual(['spooling', 'direct']);
    await log.append('4', 'event 4');
    expect(engine.kept.size).toBe(4);
    await log.close();
  });

  it('does not ask an engine for each event that did not answer for the last', async () => {
    const { engine, log } = await aLog({ retryMs: 1001, after: (ms, run) => ms < 1000 && setTimeout(run, 0) });
    engine.isAway = true;
    await log.append('1', 'a');
    const asked = engine.published.length;
    for (let n = 2; n < 50; n++) await log.append(String(n), 'a');
    expect(engine.published.length - asked).toBeLessThanOrEqual(1);
    await log.close();
  });

  it('sends under the same id what the engine had taken without a word', async () => {
    const { engine, log, states } = await aLog();
    engine.isMute = true;
    await log.append('1', 'one');
    engine.isMute = false;
    await until(() => states.length === 2);
    expect([...engine.kept]).toEqual([['1', 'one']]);
    expect(engine.published.filter((id) => id === '1').length).toBeGreaterThan(1);
    await log.close();
  });

  it('puts what is too much for the engine on the disk meanwhile', async () => {
    const { engine, log } = await aLog({ maxInFlight: 2 });
    await Promise.all(Array.from({ length: 20 }, (_, n) => log.append(String(n), 'a')));
    await until(() => engine.kept.size === 20);
    await log.close();
  });

  it('gives over after a restart what was left, and nothing twice that was given', async () => {
    const { engine, log, open, states } = await aLog();
    engine.isAway = true;
    await log.append('1', 'one');
    await log.append('2', 'two');
    await log.close();
    engine.isAway = false;
    states.length = 0;
    const again = await open();
    await until(() => states.at(-1) === 'direct');
    expect(engine.kept.size).toBe(2);
    await again.close();
    const asked = engine.published.length;
    await (await open()).close();
    expect(engine.published.length).toBe(asked);
  });

  it('starts over where the spool is shorter than what it says was given: somebody made room on the disk', async () => {
    const disk = aDisk();
    for (const drained of ['4096', 'no number', '']) {
      await disk.replace('/spool/drained', drained);
      const { engine, log } = await aLog({ disk });
      engine.isAway = true;
      await log.append('1', 'one');
      engine.isAway = false;
      await until(() => engine.kept.size === 1);
      await log.close();
      for (const file of disk.files.keys()) disk.files.delete(file);
    }
  });
});
