import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
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

  it('keeps nothing of the token in what it says: a node holds hundreds of thousands of pods', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const ads = Array.from({ length: 12 }, (_none, n) => ({
      ...{
        lineItemId: `a-line-item-of-a-long-name-${n}`,
        bidderId: null,
        creativeTag: n,
        durationMs: 15_000,
        cpmMicros: 1,
      },
    }));
    const idOf = (podSeed: number): string => {
      const { token, ticket: said } = mintPod(aTicket({ ads, podSeed }), keys);
      return (podSeed % 2 === 0 ? said : readPodToken(token)!).podId;
    };
    const ids = [idOf(0)];
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let podSeed = 1; podSeed < 5000; podSeed++) ids.push(idOf(podSeed));
    collect();
    expect(new Set(ids).size).toBe(5000);
    expect((process.memoryUsage().heapUsed - before) / 5000).toBeLessThan(300);
  });
});
