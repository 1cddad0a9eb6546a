import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aTicket, aTicketAd } from './a-ticket.builder.js';
import { MAX_TICKET_ADS, mintPodToken, readPodToken, shortName, verifyPodToken } from './pod-token.js';
import { createTokenKeys } from './token-keys.js';

const KEY = { id: 'k1', secret: 'a secret of the tests' };
const keys = createTokenKeys([KEY]);
const FOUR = ['li-10001', 'li-10002', 'li-20017', 'li-30000'].map((lineItemId, n) =>
  aTicketAd({ lineItemId, ...(n < 2 ? { creativeTag: 0xfedcba } : { bidderId: 'bidder-a' }) }),
);

describe('mintPodToken and verifyPodToken', () => {
  it('give back what was signed, whoever has the key', () => {
    const ticket = aTicket({ ads: FOUR, placed: 3, cohort: 'c-19', agentClass: 1, networkClass: 200 });
    const otherNode = createTokenKeys([KEY]);
    expect(verifyPodToken(mintPodToken(ticket, keys), otherNode)).toMatchObject({ ...ticket, keyId: 'k1' });
  });

  it('are short: four ads, two of them of a bidder, in 188 characters', () => {
    expect(mintPodToken(aTicket({ ads: FOUR }), keys).length).toBeLessThanOrEqual(188);
    expect(mintPodToken(aTicket(), keys).length).toBeLessThanOrEqual(104);
  });

  it('read a token of a node that was not updated yet, whose ads say no creative', () => {
    const token =
      'AQJrMQljaGFubmVsLTcIYnJrLTQ3MTEA-KzRkQHA_PBnkBwAAAIDCGxpLTEwMDAxAWIDZHNwAgAAoJwBoPj6BQEDoJwBoPj6BQAABeNTRufzavlazr9t';
    const ads = [aTicketAd(), aTicketAd({ lineItemId: 'b', bidderId: 'dsp' })];
    expect(verifyPodToken(token, keys)).toMatchObject({ ...aTicket({ ads }), keyId: 'k1' });
  });

  it('refuse a token that was changed in any one character', () => {
    const token = mintPodToken(aTicket({ ads: FOUR }), keys);
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(typeof verifyPodToken(token.slice(0, at) + other + token.slice(at + 1), keys), `character ${at}`).toBe(
        'string',
      );
    }
  });

  it('know one spelling of a token: a second one would be billed a second time', () => {
    const token = mintPodToken(aTicket(), keys);
    for (const spelling of [
      `${token}=`,
      `${token}.`,
      ` ${token}`,
      `${token.slice(0, 8)}!${token.slice(8)}`,
      `${token}AA`,
    ]) {
      expect(verifyPodToken(spelling, keys)).toBe('unreadable');
    }
  });

  it('say what is wrong', () => {
    const stranger = createTokenKeys([{ id: 'k2', secret: 'a secret of someone else' }]);
    const forger = createTokenKeys([{ id: 'k1', secret: 'a secret of someone else' }]);
    expect(verifyPodToken('', keys)).toBe('unreadable');
    expect(verifyPodToken('AAAA', keys)).toBe('unreadable');
    expect(verifyPodToken(mintPodToken(aTicket(), stranger), keys)).toBe('unknown-key');
    expect(verifyPodToken(mintPodToken(aTicket(), forger), keys)).toBe('bad-signature');
  });

  it('hold for any names and numbers', () => {
    const name = fc.string({ minLength: 1, maxLength: 100, unit: 'grapheme' });
    const ad = fc.record({
      lineItemId: name,
      bidderId: fc.option(name),
      creativeTag: fc.integer({ min: 1, max: 0xffffff }),
      durationMs: fc.nat(3_600_000),
      cpmMicros: fc.nat(2_000_000_000),
    });
    const ticket = fc.record({
      eventId: name,
      breakId: name,
      podSeed: fc.nat(0xffff_ffff),
      ads: fc.array(ad, { maxLength: 12 }),
    });
    fc.assert(
      fc.property(ticket, (more) => {
        const whole = aTicket(more);
        const ads = whole.ads.map(({ lineItemId, bidderId, creativeTag, ...rest }) => ({
          ...rest,
          creativeTag: bidderId === null ? creativeTag : null,
          lineItemId: shortName(lineItemId),
          bidderId: bidderId === null ? null : shortName(bidderId),
        }));
        const named = { ...whole, eventId: shortName(whole.eventId), breakId: shortName(whole.breakId), ads };
        expect(verifyPodToken(mintPodToken(whole, keys), keys)).toMatchObject(named);
      }),
      { numRuns: 50 },
    );
  });

  it('read any bytes of a stranger without an error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => readPodToken(Buffer.from(bytes).toString('base64url'))).not.toThrow();
        expect(typeof verifyPodToken(Buffer.from([1, ...bytes]).toString('base64url'), keys)).toBe('string');
      }),
      { numRuns: 200 },
    );
  });

  it('sign no pod that is too large to be read', () => {
    const ads = Array.from({ length: MAX_TICKET_ADS + 1 }, () => aTicketAd());
    expect(() => mintPodToken(aTicket({ ads }), keys)).toThrow('Cannot sign pod: it has 201 ads, expected 200 at most');
  });
});

describe('createTokenKeys', () => {
  it('signs with the first key, and knows tokens of an older one until it is gone', () => {
    const own = createTokenKeys([KEY]);
    const old = mintPodToken(aTicket(), own);
    const next = { id: 'k2', secret: 'the secret of the next hour' };
    own.rotate([next, KEY]);
    expect(verifyPodToken(mintPodToken(aTicket(), own), own)).toMatchObject({ keyId: 'k2' });
    expect(verifyPodToken(old, own)).toMatchObject({ keyId: 'k1' });
    own.rotate([next]);
    expect(verifyPodToken(old, own)).toBe('unknown-key');
  });

  it('refuses keys that protect nothing', () => {
    expect(() => createTokenKeys([])).toThrow('Cannot rotate keys: there are none, expected one at least');
    expect(() => createTokenKeys([{ id: 'k', secret: 'short' }])).toThrow(
      'its secret has 5 bytes, expected 16 at least',
    );
    expect(() => createTokenKeys([{ id: 'much too long', secret: KEY.secret }])).toThrow(
      'its name has 13 bytes, expected 1 to 8',
    );
  });
});
