import type { PlayerFact } from '@cutaway/core';
import { describe, expect, it } from 'vitest';
import { watchFailures } from './watch-failures.js';

const NETWORK = 1;
const DRM = 6;
const anError = (change: object) => ({ severity: 2, category: NETWORK, code: 1002, data: [], message: 'm', ...change });

function aLab() {
  const player = new EventTarget();
  const facts: PlayerFact[] = [];
  const fatal: boolean[] = [];
  const { stop } = watchFailures(
    player,
    (fact) => facts.push(fact),
    (isMediaError) => fatal.push(isMediaError),
    (asked) => asked.replace(/\?CMCD=.*/, ''),
  );
  const say = (type: string, data: object): boolean => player.dispatchEvent(Object.assign(new Event(type), data));
  return { facts, fatal, stop, say, fail: (change: object) => say('error', { detail: anError(change) }) };
}

describe('watchFailures (shaka.util.Error)', () => {
  it('tells a network error with its URL and status, and that loading is to go on', () => {
    const { facts, fatal, fail } = aLab();
    fail({ data: ['https://o.example/1.m4s', 404] });
    expect(facts).toEqual([
      { type: 'content-failed', url: 'https://o.example/1.m4s', status: 404, fatal: true, detail: 'm' },
    ]);
    expect(fatal).toEqual([false]);
  });

  it('tells an address as its playlist writes it', () => {
    const { facts, fail, say } = aLab();
    const url = 'https://o.example/1.m4s?CMCD=1';
    fail({ data: [url, 404] });
    say('downloadfailed', { request: { uris: [url] }, httpResponseCode: 503 });
    expect(facts).toMatchObject([{ url: 'https://o.example/1.m4s' }, { url: 'https://o.example/1.m4s' }]);
  });

  it('has everything loaded anew after an error of media or manifest, nothing after one that Shaka recovers from', () => {
    const { facts, fatal, fail } = aLab();
    fail({ category: 3, code: 3016 });
    fail({ category: 4, code: 4015 });
    fail({ severity: 1 });
    expect(fatal).toEqual([true, true]);
    expect(facts).toHaveLength(3);
  });

  it('tells a refused licence, and does not ask for it again and again', () => {
    const { facts, fatal, fail } = aLab();
    fail({ category: DRM, code: 6007 });
    expect(facts).toMatchObject([{ fatal: true }]);
    expect(fatal).toEqual([]);
  });

  it('tells a download that failed and is tried again, none that was given up', () => {
    const { facts, say } = aLab();
    const request = { uris: ['https://o.example/1.m4s'] };
    say('downloadfailed', { request, httpResponseCode: 503, error: { code: 1001 } });
    say('downloadfailed', { request, error: { code: 7001 } });
    expect(facts).toMatchObject([{ url: 'https://o.example/1.m4s', status: 503, fatal: false }]);
  });

  it('takes a load that another one overtook for no failure, and says nothing after its stop', () => {
    const { facts, fail, stop } = aLab();
    fail({ category: 7, code: 7000 });
    stop();
    fail({});
    expect(facts).toEqual([]);
  });
});
