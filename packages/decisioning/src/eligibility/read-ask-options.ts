import { compileCheck } from '../schema/compile-check.js';
import { isZone } from './daypart.js';
import { CLOUDFLARE_GEO_HEADERS, CLOUDFRONT_GEO_HEADERS, type GeoHeaders } from './geo-headers.js';
import type { AskOptions } from './read-ask.js';

/** As a file has them: headers of a CDN that is known may be called by its name. */
type WrittenAskOptions = Omit<AskOptions, 'geoHeaders'> & { readonly geoHeaders?: GeoHeaders | keyof typeof CDNS };

const CDNS = { cloudfront: CLOUDFRONT_GEO_HEADERS, cloudflare: CLOUDFLARE_GEO_HEADERS } as const;

const name = { type: 'string', minLength: 1, maxLength: 128 } as const;
const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: {
    geoHeaders: {
      type: ['string', 'object'],
      additionalProperties: false,
      properties: { country: name, region: name, metro: name, city: name, zip: name, timeZone: name },
    },
    timeZone: name,
    zones: { type: 'object', additionalProperties: name },
    consent: {
      type: 'object',
      additionalProperties: false,
      properties: {
        vendorId: { type: ['integer', 'null'], minimum: 1 },
        legitimateInterestPurposes: { type: 'array', items: { type: 'integer', minimum: 1, maximum: 11 } },
        withoutConsent: { enum: ['contextual', 'personalised'] },
      },
    },
  },
} as const;

/**
 * What a file says of whose word is taken for where a viewer is, and of what may be read without consent.
 * @throws Error that names the field which is wrong.
 */
export async function readAskOptions(data: unknown): Promise<AskOptions> {
  const check = await compileCheck(SCHEMA);
  const fault = check(data);
  if (fault !== null) throw new Error(`Cannot read asks: ${fault.text}`);
  const { geoHeaders, ...rest } = data as WrittenAskOptions;
  const wrong = zoneFault(rest);
  if (wrong !== null) throw new Error(`Cannot read asks: ${wrong}`);
  if (geoHeaders === undefined) return rest;
  if (typeof geoHeaders === 'object') return { ...rest, geoHeaders };
  const known = CDNS[geoHeaders] as GeoHeaders | undefined;
  if (known === undefined)
    throw new Error(
      `Cannot read asks: geoHeaders is "${geoHeaders}", expected one of ${Object.keys(CDNS).join(', ')}, or names of headers`,
    );
  return { ...rest, geoHeaders: known };
}

/** A country (ISO 3166-1), or a region of one by the name that asks have for it. */
const PLACE = /^[a-z]{2}(-.+)?$/i;

/** Of the first place or zone that there is none of: who asks from there would have the hours of others. That of all others is checked where it is used. */
function zoneFault({ zones = {} }: Pick<AskOptions, 'zones'>): string | null {
  const place = Object.keys(zones).find((one) => !PLACE.test(one));
  if (place !== undefined) return `zones.${place} is no place, expected a country as US, or a region as US-CA`;
  const [name, zone] = Object.entries(zones).find(([, one]) => !isZone(one)) ?? [];
  return name === undefined ? null : `zones.${name} is "${zone}", expected an IANA name as Europe/Berlin`;
}
