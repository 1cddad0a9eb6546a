import { describe, expect, it } from 'vitest';
import { aCap, counted } from './a-cap.builder.js';
import { createOutage } from './outage.js';

const cap = counted(aCap({ limit: 3 }));

describe('createOutage', () => {
  it('remembers of so many viewers that they had their exposure: those of the longest ago are forgotten', () => {
    const outage = createOutage({ mostWaiting: 10, mostShown: 1000, onLost: () => undefined });
    for (let viewer = 0; viewer < 5000; viewer += 1) outage.show(`d:${viewer}`, [cap]);
    const known = Array.from({ length: 5000 }, (_none, viewer) => outage.hasShown(`d:${viewer}`, cap.capId));
    expect(known.filter(Boolean).length).toBeLessThanOrEqual(1000);
    expect(known.at(-1)).toBe(true);
    expect(known.at(-900)).toBe(true);
  });
});
