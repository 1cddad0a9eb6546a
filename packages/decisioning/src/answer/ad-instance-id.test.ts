import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortName } from '../beacons/pod-token.js';
import { adInstanceId } from './ad-instance-id.js';

/** As it has been from the first: ids of one service are another's too, and of one before an update those behind it. */
const asEver = (sessionId: string, breakId: string, slot: number, itemId: string): string => {
  const parts = JSON.stringify([sessionId, shortName(breakId), slot, shortName(itemId)]);
  return createHash('sha256').update(parts).digest('hex').slice(0, 20);
};

describe('adInstanceId', () => {
  it('is the same for the same place of the same break, whichever was asked for before', () => {
    const text = fc.oneof(
      fc.constantFrom('', 's', 'b"', 'ü\\', 'x'.repeat(60)),
      fc.string({ unit: 'binary', maxLength: 9 }),
    );
    const place = fc.tuple(text, text, fc.nat(20), text);
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 8 }), (places) => {
        for (const one of [...places, ...places]) expect(adInstanceId(...one)).toBe(asEver(...one));
      }),
    );
  });
});
