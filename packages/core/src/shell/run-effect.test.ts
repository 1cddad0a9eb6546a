import { describe, expect, it } from 'vitest';
import type { Effect } from '../effect.js';
import type { Fact } from '../fact.js';
import type { HttpPurpose } from '../http-purpose.js';
import type { HttpReply } from '../ports.js';
import { createGate } from './gate.js';
import { runEffect, type World } from './run-effect.js';

const REPLY: HttpReply = { status: 200, text: '#EXTM3U', failure: null };
const BEACON: HttpPurpose = { of: 'beacon', key: 'one/0/impression/0', isOnce: false };
const DECISION: HttpPurpose = { of: 'decision', breakId: 'b' };

function aWorld(loadAds: World['loadAds'], send = () => Promise.resolve(REPLY)) {
  const heard: Fact[] = [];
  const world: World = {
    ports: { clock: { nowMs: () => 0, after: () => () => undefined }, http: { send }, seed: () => 1 },
    http: { send },
    player: {
      abilities: { name: 'none', rewritesPlaylists: true, secondElement: false, reattach: false, canPlay: () => true },
      connect: () => () => undefined,
      run() {
        throw new Error('no such command');
      },
    },
    ui: undefined,
    tell: (fact) => void heard.push(fact),
    emit: () => undefined,
    serve: () => undefined,
    loadAds,
    policy: undefined,
    gate: createGate(),
    savedText: () => '',
    attest: () => undefined,
  };
  return { heard, world };
}

const http = (purpose: HttpPurpose): Effect => ({
  type: 'http',
  purpose,
  request: { url: 'https://ads.example/', method: 'GET', timeoutMs: 1, use: 'text' },
});
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('an effect', () => {
  it('that throws comes back as a fact', () => {
    const { heard, world } = aWorld(() => Promise.resolve());
    const effect: Effect = { type: 'player', command: { type: 'pause' } };
    runEffect(effect, world);
    expect(heard).toEqual([{ type: 'effect-failed', effect, detail: 'Error: no such command' }]);
  });

  it('of the network is answered, also where the port fails', async () => {
    const { heard, world } = aWorld(
      () => Promise.resolve(),
      () => Promise.reject(new Error('offline')),
    );
    runEffect(http(BEACON), world);
    await settle();
    const reply = { status: 0, text: 'Error: offline', failure: 'network' };
    expect(heard).toEqual([{ type: 'reply', purpose: BEACON, reply }]);
  });
});

describe('the code for ads', () => {
  it('is loaded for a decision, whose answer waits for it, and for nothing else', async () => {
    let arrive: () => void = () => undefined;
    let asked = 0;
    const { heard, world } = aWorld(() => (asked++, new Promise((resolve) => (arrive = resolve))));
    runEffect(http(BEACON), world);
    await settle();
    expect([asked, heard.length]).toEqual([0, 1]);
    runEffect(http(DECISION), world);
    await settle();
    expect([asked, heard.length]).toEqual([1, 1]);
    arrive();
    await settle();
    expect(heard.slice(1)).toEqual([{ type: 'code-loaded' }, { type: 'reply', purpose: DECISION, reply: REPLY }]);
  });

  it('that does not come is told of the break that needs it, once, and not as its answer', async () => {
    const { heard, world } = aWorld(() => Promise.reject(new Error('404')));
    runEffect(http(DECISION), world);
    await settle();
    expect(heard).toEqual([{ type: 'code-missing', breakId: 'b', detail: 'Error: 404' }]);
  });
});
