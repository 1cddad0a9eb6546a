import { describe, expect, it } from 'vitest';
import type { HttpReply } from '@cutaway/core';
import { aReply } from '@cutaway/testkit';
import { setStage } from './stage.js';

type Answer = Partial<HttpReply> & { readonly delayMs?: number };

const cases: readonly [string, Answer, string, string][] = [
  ['is late', { delayMs: 90_000, text: JSON.stringify(aReply([])) }, 'DECISION_TIMEOUT', 'session/error?code=301'],
  ['is a 500', { status: 500, text: 'oops' }, 'DECISION_FAILED', 'session/error?code=301'],
  ['is not reachable', { status: 0, failure: 'network' }, 'DECISION_FAILED', 'session/error?code=301'],
  ['is empty', { text: JSON.stringify(aReply([])) }, 'DECISION_EMPTY', 'pod/error?code=303'],
  [
    'is malformed',
    { text: '{"protocol":1,"pod":{"id":"p","ads":"none"}}' },
    'DECISION_MALFORMED',
    'session/error?code=100',
  ],
  ['is not JSON', { text: '<html>' }, 'DECISION_MALFORMED', 'session/error?code=100'],
];

describe('a decision that', () => {
  it.each(cases)('%s leaves the content alone and is told once', async (_, answer, cause, beacon) => {
    const stage = setStage({ decide: () => answer });
    await stage.clock.advance(60_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content']);
    expect(stage.beacons()).toEqual([beacon]);
    expect(stage.reports).toHaveLength(1);
    expect(stage.reports[0]?.causes.map(({ name }) => name)).toEqual([cause]);
    expect(stage.reports[0]?.outcome).toBe(cause === 'DECISION_EMPTY' ? 'unfilled' : 'lost');
    stage.end();
  });
});
