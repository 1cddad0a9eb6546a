import { describe, expect, it } from 'vitest';
import { completeConfig, type DecisionOptions } from './config.js';
import type { BeaconOptions } from './outbox/beacon-options.js';
import type { PolicyOptions } from './policy/policy-options.js';
import { policiesOf } from './policy/policies.js';
import { initialState } from './state.js';
import { vastReader } from './vast.js';

describe('completeConfig', () => {
  it('fills in the defaults', () => {
    expect(completeConfig({ decision: { url: 'https://ads.example/' } })).toEqual({
      decisionUrl: 'https://ads.example/',
      errorUrl: null,
      late: 'use',
      asks: {},
      viewing: false,
      breaks: [],
      asksConsent: false,
      consentWaitMs: 500,
      telemetryUrl: null,
      policies: {},
      hasReader: false,
      budgetMs: 1500,
      jitterMs: 2000,
      strategy: 'auto',
      stallMs: 2000,
      mediaBudgetMs: 2500,
      holdMs: 4000,
      macros: {},
      media: {},
      companionSlots: [],
      wrappers: {},
      viewability: 'none',
      omid: null,
      beacons: {
        rules: {
          ...{
            maxInFlight: 4,
            busyMs: 3000,
            maxParcels: 200,
            maxChars: 32_768,
            validMs: 300_000,
            errorValidMs: 3_600_000,
          },
          ...{ impressions: 'at-most-once', others: 'at-least-once', deduping: [], asks: false },
        },
        ...{ timeoutMs: 10_000, leaseMs: 10_000, credentials: 'include' },
      },
    });
  });
  it('keeps what is set, zero too', () => {
    const decision = { url: 'u', budgetMs: 800, jitterMs: 0, errorUrl: 'e', reader: vastReader };
    expect(completeConfig({ decision, strategy: 'stitch', stallMs: 900 })).toMatchObject({
      ...{ errorUrl: 'e', hasReader: true, budgetMs: 800, jitterMs: 0 },
      ...{ strategy: 'stitch', stallMs: 900 },
    });
  });
  it('takes a policy that is undefined for one that is left out, and null for what it says', () => {
    const policies = {
      staleMs: undefined,
      catchUpRate: undefined,
      longPauseMs: null,
      rewatch: 'skip',
    } as unknown as PolicyOptions;
    const config = completeConfig({ decision: { url: 'u' }, policies });
    expect(config.policies).toStrictEqual({ longPauseMs: null, rewatch: 'skip' });
    const unset = completeConfig({ decision: { url: 'u' } });
    expect(policiesOf(initialState(config))).toEqual({
      ...policiesOf(initialState(unset)),
      ...{ longPauseMs: null, rewatch: 'skip' },
    });
  });
  it('is patient with a device of one decoder for 8 s, unless the application says for how long', () => {
    const decision = { url: 'u' };
    expect(completeConfig({ decision }, { secondElement: false }).stallMs).toBe(8000);
    expect(completeConfig({ decision }, { secondElement: true }).stallMs).toBe(2000);
    expect(completeConfig({ decision, stallMs: 900 }, { secondElement: false }).stallMs).toBe(900);
  });
  it('takes one policy for all beacons, or one for each kind', () => {
    const rulesOf = (beacons: BeaconOptions) => completeConfig({ decision: { url: 'u' }, beacons }).beacons.rules;
    expect(rulesOf({ onUnknown: 'at-least-once' }).impressions).toBe('at-least-once');
    expect(rulesOf({ onUnknown: { others: 'at-most-once' } })).toMatchObject({
      ...{ impressions: 'at-most-once', others: 'at-most-once' },
    });
  });
  it('takes a rule of beacons that is undefined for one that is left out', () => {
    const beacons = { maxInFlight: undefined, onUnknown: { impressions: undefined } } as unknown as BeaconOptions;
    const { rules } = completeConfig({ decision: { url: 'u' }, beacons }).beacons;
    expect(rules).toEqual(completeConfig({ decision: { url: 'u' } }).beacons.rules);
  });
  it('is plain data, as a trace needs it', () => {
    const config = completeConfig({ decision: { url: 'u', reader: vastReader } });
    expect(JSON.parse(JSON.stringify(config))).toEqual(config);
  });
  it.each([{ url: '' }, {} as DecisionOptions, undefined as unknown as DecisionOptions])(
    'says what is missing of %j',
    (decision) => {
      expect(() => completeConfig({ decision })).toThrow('Cannot create session: decision.url is empty');
    },
  );
});
