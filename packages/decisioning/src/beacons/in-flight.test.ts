import { describe, expect, it } from 'vitest';
import type { BeaconRecord } from '../events/event-record.js';
import { createInFlight } from './in-flight.js';

const aRecord = (id: string): BeaconRecord => ({
  ...{ kind: 'beacon', id, atMs: 0, token: '', ad: 0, event: 'impression', verdict: 'ok', party: 'client' },
});

describe('createInFlight', () => {
  it('knows a key from when its beacon is judged until the log has told it', () => {
    const inFlight = createInFlight();
    inFlight.add({ record: aRecord('1'), ticket: null, key: 'k' });
    inFlight.add({ record: aRecord('2'), ticket: null, key: 'k' });
    expect(inFlight.has('k')).toBe(true);
    inFlight.take('2');
    expect(inFlight.has('k')).toBe(true);
    expect(inFlight.take('1')?.record.id).toBe('1');
    expect(inFlight.has('k')).toBe(false);
    expect(inFlight.take('1')).toBe(undefined);
  });

  it('lets the oldest go when there are too many', () => {
    const inFlight = createInFlight(16);
    for (let n = 0; n < 100; n++) inFlight.add({ record: aRecord(`${n}`), ticket: null, key: `k${n}` });
    expect(inFlight.has('k99')).toBe(true);
    expect(inFlight.has('k50')).toBe(false);
    const left = Array.from({ length: 100 }, (_, n) => inFlight.take(`${n}`)).filter((one) => one !== undefined);
    expect(left.length).toBeLessThanOrEqual(16);
  });
});
