import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aTicket } from './a-ticket.builder.js';
import { mintPod } from './minted-ticket.js';
import { readPodToken } from './pod-token.js';
import { createTokenKeys } from './token-keys.js';

const keys = createTokenKeys([{ id: 'k1', secret: 'a secret of the tests' }]);

describe('mintPod', () => {
  const name = fc.string({ minLength: 1, maxLength: 100, unit: 'grapheme' });
  const ad = fc.record({
    lineItemId: name,
    bidderId: fc.option(name),
    creativeTag: fc.option(fc.nat(0xffffff)),
    durationMs: fc.double({ min: -1, max: 3_600_000, noNaN: true }),
    cpmMicros: fc.double({ min: -1, max: 2_000_000_000, noNaN: true }),
  });
  const ticket = fc.record({
    ...{ eventId: name, breakId: name, cohort: fc.option(fc.string({ maxLength: 60 })), podSeed: fc.integer() },
    ...{ issuedAtMs: fc.nat(2_000_000_000_000), expiresAtMs: fc.nat(2_000_000_000_000) },
    ...{ agentClass: fc.nat(6), networkClass: fc.nat(255), placed: fc.nat(12) },
    ads: fc.array(ad, { maxLength: 12 }),
  });

  it('says of any pod what its token says when it is read', () => {
    fc.assert(
      fc.property(ticket, (more) => {
        const minted = mintPod(aTicket(more), keys);
        expect(minted.ticket).toEqual(readPodToken(minted.token));
      }),
      { numRuns: 200 },
    );
  });
});
