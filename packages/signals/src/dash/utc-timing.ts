import type { WallMs } from '@cutaway/model';
import { readXml } from './read-xml.js';
import { attributesOf, childrenOf, findElement } from './xml-attributes.js';
import { parseServerDate } from '../time/parse-server-date.js';

/** How an MPD lets its clock be asked. `head`: the Date header of the reply; `body`: a date as text. */
export type UtcTiming =
  | { readonly type: 'direct'; readonly atMs: WallMs }
  | { readonly type: 'head'; readonly url: string }
  | { readonly type: 'body'; readonly url: string };

const SCHEME = /^urn:mpeg:dash:utc:(direct|http-head|http-xsdate|http-iso):20\d\d$/;

/**
 * UTCTiming of an MPD (ISO/IEC 23009-1 §5.8.4.11), the server's choice first. A value may name several URLs. NTP, SNTP and schemes
 * that are not known are left out.
 */
export function readUtcTimings(mpdText: string): readonly UtcTiming[] {
  const root = readXml(mpdText);
  const mpd = root && findElement(root, 'MPD');
  if (!mpd) return [];
  const timings: UtcTiming[] = [];
  for (const element of childrenOf(mpd, 'UTCTiming')) {
    const { schemeIdUri = '', value = '' } = attributesOf(element);
    const [, way] = SCHEME.exec(schemeIdUri) ?? [];
    if (way === 'direct') {
      const atMs = parseServerDate(value);
      if (atMs !== null) timings.push({ type: 'direct', atMs });
    } else if (way !== undefined) {
      const type = way === 'http-head' ? 'head' : 'body';
      for (const url of value.split(/\s+/)) if (url) timings.push({ type, url });
    }
  }
  return timings;
}
