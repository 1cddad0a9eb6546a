import type { Geo } from '@cutaway/model';

/** Which header tells what, as the CDN in front of the service names them, in lower case. */
export type GeoHeaders = Readonly<Partial<Record<keyof Geo | 'timeZone', string>>>;

/** As node:http gives them: names in lower case. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

export const CLOUDFRONT_GEO_HEADERS: GeoHeaders = {
  country: 'cloudfront-viewer-country',
  region: 'cloudfront-viewer-country-region',
  metro: 'cloudfront-viewer-metro-code',
  city: 'cloudfront-viewer-city',
  zip: 'cloudfront-viewer-postal-code',
  timeZone: 'cloudfront-viewer-time-zone',
};

/** With the managed transform "Add visitor location headers". */
export const CLOUDFLARE_GEO_HEADERS: GeoHeaders = {
  country: 'cf-ipcountry',
  region: 'cf-region-code',
  metro: 'cf-metro-code',
  city: 'cf-ipcity',
  zip: 'cf-postal-code',
  timeZone: 'cf-timezone',
};

/** Country codes that stand for none: not known, and a Tor exit. */
const NO_COUNTRY: ReadonlySet<string> = new Set(['XX', 'T1', 'ZZ']);
const MAX_LENGTH = 128;

export interface Whereabouts {
  readonly geo: Geo;
  /** IANA name, as the CDN has it: not checked. */
  readonly timeZone: string | null;
}

/**
 * Where the viewer is. What a header says wins over what the request says of the same, since the application mostly guesses; but a place
 * is one place, so that with a country from a header nothing smaller is taken from a request that names another country.
 */
export function readGeo(names: GeoHeaders, headers: Headers, said: Geo = {}): Whereabouts {
  const heard: { -readonly [Part in keyof Geo]?: string } = {};
  for (const part of ['country', 'region', 'metro', 'city', 'zip'] as const) {
    const value = headerOf(names[part], headers);
    if (value !== null && !(part === 'country' && NO_COUNTRY.has(value.toUpperCase()))) heard[part] = value;
  }
  const isElsewhere = heard.country !== undefined && heard.country.toUpperCase() !== said.country?.toUpperCase();
  return { geo: isElsewhere ? heard : { ...said, ...heard }, timeZone: headerOf(names.timeZone, headers) };
}

/** Percent-encoded by some CDNs (CloudFront, cities). Too long is no place. */
function headerOf(name: string | undefined, headers: Headers): string | null {
  const value = name === undefined ? undefined : headers[name.toLowerCase()];
  const text = inUtf8((typeof value === 'string' ? value : value?.[0])?.trim() ?? '');
  if (text === '' || text.length > MAX_LENGTH) return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });
/** All of it bytes, and one at least beyond ASCII. */
const BYTES = /^[\0-\xff]*[\x80-\xff][\0-\xff]*$/;

/** Other CDNs write UTF-8 (Cloudflare, cities), and node:http makes a letter of each byte. What is no UTF-8 stays as it is. */
function inUtf8(text: string): string {
  if (!BYTES.test(text)) return text;
  try {
    return UTF_8.decode(Buffer.from(text, 'latin1'));
  } catch {
    return text;
  }
}
