import { describe, expect, it } from 'vitest';
import { readAskOptions } from './read-ask-options.js';

describe('readAskOptions', () => {
  it('takes headers by the name of a CDN, or one by one', async () => {
    const consent = { vendorId: 755, legitimateInterestPurposes: [7], withoutConsent: 'contextual' };
    expect(await readAskOptions({ geoHeaders: 'cloudfront', timeZone: 'Europe/Berlin', consent })).toEqual({
      ...{
        geoHeaders: expect.objectContaining({ country: 'cloudfront-viewer-country' }),
        timeZone: 'Europe/Berlin',
        consent,
      },
    });
    expect(await readAskOptions({ geoHeaders: { country: 'x-country' }, zones: { DE: 'Europe/Berlin' } })).toEqual({
      ...{ geoHeaders: { country: 'x-country' }, zones: { DE: 'Europe/Berlin' } },
    });
    expect(await readAskOptions({})).toEqual({});
  });

  it.each([
    [{ geoHeaders: 'akamai' }, 'geoHeaders is "akamai", expected one of cloudfront, cloudflare, or names of headers'],
    [{ geoHeaders: { land: 'x' } }, 'land'],
    [{ consent: { vendorId: '755' } }, 'consent.vendorId is "755"'],
    [{ consent: { withoutConsent: 'all' } }, 'consent.withoutConsent is "all"'],
    [{ timezone: 'UTC' }, 'timezone'],
    // Passed over, a whole state would have the hours of the publisher, and nobody would be told.
    [{ zones: { 'US-CA': 'America/LosAngeles' } }, 'zones.US-CA is "America/LosAngeles", expected an IANA name'],
    [{ zones: { California: 'America/Los_Angeles' } }, 'zones.California is no place, expected a country as US, or'],
    [[], 'expected type object'],
  ])('refuses %j by the name of the field', async (data, text) => {
    await expect(readAskOptions(data)).rejects.toThrow(/^Cannot read asks: /);
    await expect(readAskOptions(data)).rejects.toThrow(text);
  });
});
