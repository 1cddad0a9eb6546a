import { anAd, aReply } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { readPlan } from './read-extras.js';
import { readReply } from './read-reply.js';

const hint = {
  ...{ planId: 'p', expectedStartMs: 9, durationMs: 9, windowStartMs: 1, windowMs: 5, expiresAtMs: 20 },
  ...{ names: ['7'], mac: 'm' },
};
const whole = aReply([anAd('one')], {
  rung: 'cohort',
  reason: 'deadline',
  expiresAtMs: 5,
  alternates: [{ slot: 0, ad: anAd('two') }],
  counts: [{ adInstanceId: 'one', groups: ['beer'], frequency: [{ key: 'k', limit: 1, windowMs: null }] }],
  ladder: [{ durationMs: 5000, adInstanceIds: ['one'] }],
  hints: [hint],
  plan: { url: 'https://plan.example/', refreshMs: 5000 },
});

function read(change: object) {
  const ignored: string[] = [];
  return { reply: readReply(JSON.stringify({ ...whole, ...change }), (fault) => ignored.push(fault)), ignored };
}

describe('what an answer says beside its pod', () => {
  it('is taken where it is as it must be', () => {
    expect(read({})).toEqual({ reply: whole, ignored: [] });
  });

  it.each([
    ['rung', 'best', 'reply.rung'],
    ['expiresAtMs', 'soon', 'reply.expiresAtMs'],
    ['alternates', [{ slot: 0, ad: { adInstanceId: 'x' } }], 'reply.alternates[0].ad.durationMs'],
    [
      'counts',
      [{ adInstanceId: 'one', groups: [], frequency: [{ key: 'k', limit: 1 }] }],
      'reply.counts[0].frequency[0].windowMs',
    ],
    ['ladder', [{ durationMs: 5 }], 'reply.ladder[0].adInstanceIds'],
    ['hints', [{ ...hint, mac: '' }], 'reply.hints[0].mac'],
    ['plan', { url: 'https://plan.example/' }, 'reply.plan.refreshMs'],
  ] as const)('is ignored where %s is broken, and the pod stays', (name, value, path) => {
    const { [name]: _, ...rest } = whole;
    expect(read({ [name]: value })).toEqual({ reply: rest, ignored: [`${path} is not as expected`] });
  });

  it('names no ad as one of the pod is named', () => {
    expect(read({ alternates: [{ slot: 0, ad: anAd('one') }] }).reply).toBe('two ads have the same adInstanceId');
  });
});

describe('readPlan', () => {
  it('gives the hints that are whole, and how often to ask', () => {
    const text = JSON.stringify({ hints: [hint, { ...hint, names: 7 }, 'hint'], refreshMs: 5000 });
    expect(readPlan(text)).toEqual({ hints: [hint], refreshMs: 5000 });
  });

  it.each(['<html>', '{}', 'null', '{"hints":{}}'])('gives nothing of %s', (text) => {
    expect(readPlan(text)).toBeNull();
  });
});
