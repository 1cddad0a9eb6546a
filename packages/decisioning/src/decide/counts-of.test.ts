import { describe, expect, it } from 'vitest';
import type { CompiledCap } from '../caps/compiled-cap.js';
import { aCandidate } from '../pod/a-pod.builder.js';
import { aCreative, aLineItem, aPublisher } from './a-sale.builder.js';
import { countsOf } from './counts-of.js';

const HOUR_MS = 3_600_000;
const cap = (change: Partial<CompiledCap>): CompiledCap => ({
  ...{
    capId: 1,
    scope: 'campaign',
    key: 'campaign:spring',
    per: 'device',
    limit: 2,
    reach: 9,
    windowMs: HOUR_MS,
    units: 32,
  },
  ...change,
});
const counted = (
  caps: readonly CompiledCap[],
  separation = aPublisher().separation,
  parts: Parameters<typeof aCandidate>[1] = {},
) =>
  countsOf(
    {
      candidate: aCandidate('a', { advertisers: ['acme.example'], categories: ['IAB1'], ...parts }),
      of: { type: 'line-item', lineItem: aLineItem('a'), creative: aCreative('a') },
    },
    { caps, separation },
  );

describe('countsOf (what a device counts by)', () => {
  it.each([
    ['device', HOUR_MS, HOUR_MS],
    ['household', HOUR_MS, HOUR_MS],
    ['pod', null, null],
    ['break', null, null],
    ['stream', null, 12 * HOUR_MS],
    ['user', null, 100 * 365 * 24 * HOUR_MS],
  ] as const)('a cap per %s of %s ms is a window of %s ms', (per, windowMs, window) => {
    const { frequency } = counted([cap({ per, windowMs })]);
    expect(frequency).toEqual([{ key: 'campaign:spring', limit: 2, windowMs: window }]);
  });

  it('names films, and competitors where a pod may have one of them', () => {
    expect(counted([]).groups).toEqual(['film:a', 'apart-advertiser:acme.example']);
    expect(counted([], { advertiser: 'adjacent', category: 'none' }).groups).toEqual(['film:a']);
  });

  it('lets what is kept apart for minutes, or all of a stream, show once in that time', () => {
    const { groups, frequency } = counted([], { advertiser: { minutes: 30 }, category: 'stream' });
    expect(groups).toEqual(['film:a', 'apart-advertiser:acme.example', 'apart-category:IAB1']);
    expect(frequency).toEqual([
      { key: 'apart-advertiser:acme.example', limit: 1, windowMs: HOUR_MS / 2 },
      { key: 'apart-category:IAB1', limit: 1, windowMs: 12 * HOUR_MS },
    ]);
  });

  it('keeps a bumper apart from nobody: it may well be the sponsor’s', () => {
    expect(counted([], undefined, { position: 'bumper-in' }).groups).toEqual(['film:a']);
  });
});
