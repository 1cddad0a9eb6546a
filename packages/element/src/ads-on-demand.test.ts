import type { PlayerFact } from '@cutaway/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { adsOnDemand } from './ads-on-demand.js';
import type { AdCommand, SecondElement } from './ads-apart.js';

const prepare = (adInstanceId: string): AdCommand => ({
  type: 'prepare-ad',
  adInstanceId,
  url: `/${adInstanceId}.mp4`,
  mime: 'video/mp4',
});
const SHOW: AdCommand = { type: 'show-ad', adInstanceId: 'red' };
const CONTENT: AdCommand = { type: 'show-content' };

/** Code that comes when the test says so, and what it was told to do. */
function openBench(obey: (command: AdCommand) => void = () => undefined) {
  const ran: AdCommand[] = [];
  const facts: PlayerFact[] = [];
  const loads: { come(): void; fail(reason: unknown): void }[] = [];
  let isStopped = false;
  const element: SecondElement = {
    run(command) {
      ran.push(command);
      obey(command);
    },
    shown: () => null,
    stop: () => (isStopped = true),
  };
  const content = { style: { visibility: '' } } as HTMLVideoElement;
  const load = () =>
    new Promise<SecondElement>((resolve, reject) => loads.push({ come: () => resolve(element), fail: reject }));
  const ads = adsOnDemand(load, { content, tell: (fact) => facts.push(fact), readyWithinMs: 3000 });
  const settle = () => vi.advanceTimersByTimeAsync(0);
  return { content, ads, ran, facts, loads, settle, isStopped: () => isStopped };
}

describe('adsOnDemand()', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('loads nothing before the first ad is to be prepared', () => {
    const { ads, ran, loads } = openBench();
    ads.run(CONTENT);
    ads.run({ type: 'drop-ad', adInstanceId: 'red' });
    ads.run(SHOW);
    expect([loads.length, ran.length, ads.shown()]).toEqual([0, 0, null]);
  });

  it('keeps the commands that come while the code is loaded, in their order, and loads once', async () => {
    const { ads, ran, loads, settle } = openBench();
    const commands = [prepare('red'), SHOW, prepare('green'), CONTENT];
    for (const command of commands) ads.run(command);
    expect(ran).toEqual([]);
    loads[0]?.come();
    await settle();
    expect(ran).toEqual(commands);
    ads.run(prepare('blue'));
    expect(ran).toHaveLength(5);
    expect([loads.length, vi.getTimerCount()]).toEqual([1, 0]);
  });

  it('lets a command that answers another wait until those before it have run', async () => {
    const { ads, ran, loads, settle } = openBench((command) => {
      if (command.type === 'show-ad') ads.run({ type: 'drop-ad', adInstanceId: 'red' });
    });
    for (const command of [prepare('red'), SHOW, prepare('green')]) ads.run(command);
    loads[0]?.come();
    await settle();
    expect(ran.map(({ type }) => type)).toEqual(['prepare-ad', 'show-ad', 'prepare-ad', 'drop-ad']);
  });

  it('fails each ad that waits when the code cannot be loaded, and tries again with the next', async () => {
    const { ads, ran, facts, loads, settle } = openBench();
    for (const command of [prepare('red'), SHOW, prepare('green')]) ads.run(command);
    loads[0]?.fail(new TypeError('no network'));
    await settle();
    const detail = 'its code: TypeError: no network';
    expect(facts).toEqual(
      ['red', 'green'].map((adInstanceId) => ({ type: 'ad-failed', adInstanceId, error: 'ELEMENT_REFUSED', detail })),
    );
    ads.run(CONTENT);
    expect([ran.length, loads.length, vi.getTimerCount()]).toEqual([0, 1, 0]);
    ads.run(prepare('blue'));
    loads[1]?.come();
    await settle();
    expect(ran).toEqual([prepare('blue')]);
  });

  it('fails the ad when the code does not come in time; late code prepares nothing', async () => {
    const { ads, ran, facts, loads, settle } = openBench();
    ads.run(prepare('red'));
    await vi.advanceTimersByTimeAsync(3000);
    expect(facts).toMatchObject([{ type: 'ad-failed', adInstanceId: 'red', error: 'ELEMENT_REFUSED' }]);
    loads[0]?.come();
    await settle();
    expect([ran.length, facts.length]).toEqual([0, 1]);
    ads.run(prepare('green'));
    expect([ran, loads.length]).toEqual([[prepare('green')], 1]);
  });

  it('waits with the next ad for code that is still on its way: what listens twice would never be stopped', async () => {
    const { ads, ran, loads, settle } = openBench();
    ads.run(prepare('red'));
    await vi.advanceTimersByTimeAsync(3000);
    ads.run(prepare('green'));
    loads[0]?.come();
    await settle();
    expect([ran, loads.length, vi.getTimerCount()]).toEqual([[prepare('green')], 1, 0]);
  });

  it('fails the next ad, too, where that code does not come at all, and tries again with the one after it', async () => {
    const { ads, ran, facts, loads, settle } = openBench();
    ads.run(prepare('red'));
    await vi.advanceTimersByTimeAsync(3000);
    ads.run(prepare('green'));
    loads[0]?.fail('404');
    await settle();
    expect(facts).toMatchObject([{ adInstanceId: 'red' }, { adInstanceId: 'green', detail: 'its code: 404' }]);
    ads.run(prepare('blue'));
    loads[1]?.come();
    await settle();
    expect(ran).toEqual([prepare('blue')]);
  });

  it('does nothing after its undo, whether the code comes late or not at all', async () => {
    for (const end of ['come', 'fail'] as const) {
      const { ads, ran, facts, loads, settle } = openBench();
      ads.run(prepare('red'));
      ads.stop();
      loads[0]?.[end]('gone');
      await settle();
      expect([ran.length, facts.length, vi.getTimerCount()]).toEqual([0, 0, 0]);
    }
  });

  it('stops code that comes after its undo, since it may listen already, and shows content that waited for it', async () => {
    const { content, ads, loads, settle, isStopped } = openBench();
    ads.run({ type: 'hold-content' });
    ads.run(CONTENT);
    ads.stop();
    expect(content.style.visibility).toBe('');
    loads[0]?.come();
    await settle();
    expect(isStopped()).toBe(true);
  });

  it('stops what is loaded', async () => {
    const { ads, loads, settle, isStopped } = openBench();
    ads.run(prepare('red'));
    loads[0]?.come();
    await settle();
    ads.stop();
    expect(isStopped()).toBe(true);
  });

  it('hides content at once where a break comes before it, and shows it where the code does not come', async () => {
    const { content, ads, ran, loads, settle } = openBench();
    ads.run({ type: 'hold-content' });
    expect(content.style.visibility).toBe('hidden');
    loads[0]?.fail('404');
    await settle();
    expect(content.style.visibility).toBe('');
    ads.run({ type: 'hold-content' });
    loads[1]?.come();
    await settle();
    expect(ran).toEqual([{ type: 'hold-content' }]);
  });
});
