import { describe, expect, it } from 'vitest';
import { checkOptions } from './check-options.js';
import type { SessionOptions } from './config.js';
import { LIVE_POLICIES, VOD_POLICIES } from './policy/policies.js';

const decision = { url: 'https://ads.example/' };
const check = (options: object) => () => checkOptions({ decision, ...options } as SessionOptions);

describe('options of an application without types', () => {
  it.each([
    ['none at all', {}],
    ['the defaults of live', { policies: LIVE_POLICIES }],
    ['the defaults of VOD', { policies: VOD_POLICIES }],
    ['what is undefined', { strategy: undefined, stallMs: undefined, policies: { seekOver: undefined } }],
    ['a wait that never ends', { policies: { staleMs: Infinity, longPauseMs: null } }],
    ['a slate', { policies: { slate: { url: 'https://cdn.example/slate.m3u8' } } }],
  ])('are taken where they are right: %s', (_words, options) => expect(check(options)).not.toThrow());

  it.each([
    [{ policies: { seekOver: 'lats' } }, 'policies.seekOver is "lats", expected none, last, all or first'],
    [{ policies: { catchUpRate: NaN } }, 'policies.catchUpRate is NaN, expected a number from 0'],
    [{ policies: { longPauseMs: '10' } }, 'policies.longPauseMs is "10", expected a number from 0, or null'],
    [{ policies: { slate: 'https://cdn.example/' } }, 'policies.slate is "https://cdn.example/", expected an object'],
    [{ policies: { seekover: 'last' } }, 'policies.seekover is unknown, expected seekOver, rewatch, onHidden, '],
    [{ strategy: 'stich' }, 'strategy is "stich", expected auto, stitch, secondElement or reattach'],
    [{ stallMs: -1 }, 'stallMs is -1, expected a number from 0'],
    [{ decision: { ...decision, budgetMs: null } }, 'decision.budgetMs is null, expected a number from 0'],
    // A timer that is to wait for longer does not wait at all: nothing would ever come in time.
    [{ mediaBudgetMs: Infinity }, 'mediaBudgetMs is Infinity, expected a number from 0 to 2147483647'],
    [{ decision: { ...decision, budgetMs: 1e10 } }, 'decision.budgetMs is 10000000000, expected a number from 0 to 2'],
    [{ beacons: { timeoutMs: Infinity } }, 'beacons.timeoutMs is Infinity, expected a number from 0 to 2147483647'],
    [{ decision: { ...decision, late: 'wait' } }, 'decision.late is "wait", expected use or drop'],
  ])('are named where they are not: %j', (options, sentence) =>
    expect(check(options)).toThrow(`Cannot create session: ${sentence}`),
  );
});
