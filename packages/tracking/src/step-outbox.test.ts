import { describe, expect, it } from 'vitest';
import type { Beacon, TrackingEvent } from '@cutaway/model';
import { initialOutbox, type OutboxFact } from './outbox.js';
import { stepOutbox } from './step-outbox.js';

const beacon = (key: string, event: TrackingEvent = 'start'): Beacon => ({
  key,
  adInstanceId: 'a',
  event,
  url: `https://t/${key}`,
});
const many = (count: number) => Array.from({ length: count }, (_, i) => beacon(`k${i}`));

function outbox() {
  let state = initialOutbox();
  return (fact: OutboxFact): string[] => {
    const step = stepOutbox(state, fact);
    state = JSON.parse(JSON.stringify(step.state));
    return step.effects.map((effect) =>
      effect.type === 'send' ? `send ${effect.beacon.key} ${effect.attempt}` : `lost ${effect.beacon.key}`,
    );
  };
}

describe('stepOutbox', () => {
  it('sends at once', () => {
    expect(outbox()({ type: 'enqueue', beacons: [beacon('a')], nowMs: 0 })).toEqual(['send a 1']);
  });
  it('sends impressions first, the rest in order of arrival', () => {
    const beacons = [beacon('s'), beacon('q'), beacon('i', 'impression')];
    expect(outbox()({ type: 'enqueue', beacons, nowMs: 0 })).toEqual(['send i 1', 'send s 1', 'send q 1']);
  });
  it('has at most six in flight, and sends the next when one is sent', () => {
    const tell = outbox();
    expect(tell({ type: 'enqueue', beacons: many(8), nowMs: 0 })).toHaveLength(6);
    expect(tell({ type: 'tick', nowMs: 50 })).toEqual([]);
    expect(tell({ type: 'sent', key: 'k0' })).toEqual(['send k6 1']);
  });
  it('takes a key once, however often it is brought', () => {
    const tell = outbox();
    tell({ type: 'enqueue', beacons: [beacon('a'), beacon('a')], nowMs: 0 });
    tell({ type: 'sent', key: 'a' });
    expect(tell({ type: 'enqueue', beacons: [beacon('a')], nowMs: 1 })).toEqual([]);
  });
  it('tries again after 1 s and after 4 s with the same beacon, then gives up', () => {
    const tell = outbox();
    tell({ type: 'enqueue', beacons: [beacon('a')], nowMs: 0 });
    expect(tell({ type: 'failed', key: 'a', nowMs: 10 })).toEqual([]);
    expect(tell({ type: 'tick', nowMs: 1009 })).toEqual([]);
    expect(tell({ type: 'tick', nowMs: 1010 })).toEqual(['send a 2']);
    expect(tell({ type: 'failed', key: 'a', nowMs: 1100 })).toEqual([]);
    expect(tell({ type: 'tick', nowMs: 5100 })).toEqual(['send a 3']);
    expect(tell({ type: 'failed', key: 'a', nowMs: 5200 })).toEqual(['lost a']);
    expect(tell({ type: 'tick', nowMs: 9999 })).toEqual([]);
  });
  it('gives up after five minutes, as after a suspend', () => {
    const tell = outbox();
    tell({ type: 'enqueue', beacons: [beacon('a')], nowMs: 0 });
    tell({ type: 'failed', key: 'a', nowMs: 10 });
    expect(tell({ type: 'tick', nowMs: 300_001 })).toEqual(['lost a']);
  });
  it('hears nothing in the fate of a key that is not in flight', () => {
    const tell = outbox();
    expect(tell({ type: 'failed', key: 'x', nowMs: 0 })).toEqual([]);
    expect(tell({ type: 'sent', key: 'x' })).toEqual([]);
  });
});
