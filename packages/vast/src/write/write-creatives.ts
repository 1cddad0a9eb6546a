import type { Ad } from '@cutaway/model';
import { writeCompanions } from './write-companions.js';
import { writeExtensions } from './write-extensions.js';
import { writeLinear } from './write-linear.js';
import { writeNonLinear } from './write-non-linear.js';
import { element, escapeXml } from './write-xml.js';

const UNKNOWN = 'unknown unknown';

/** The creatives of an ad: its linear, its image, its companions. Trackers belong to the linear where there are both. */
export function writeCreatives(ad: Ad): string[] {
  const isLinear = ad.mediaFiles.length > 0 || ad.nonLinear === null;
  const shown = [
    ...(isLinear ? [writeLinear(ad)] : []),
    ...(ad.nonLinear === null ? [] : [writeNonLinear(ad.nonLinear, isLinear ? [] : ad.trackers)]),
    ...(ad.companions === undefined ? [] : [writeCompanions(ad)]),
  ];
  return shown.map((creative, i) => {
    // An ad's identifiers are written once, or a reader would have each of them twice.
    const ids = i === 0 ? idsOf(ad) : [UNKNOWN];
    const extensions = i === 0 ? writeExtensions(ad.extensions, 'CreativeExtension') : '';
    return element('Creative', { sequence: i + 1 }, [...ids.map(writeUniversalAdId), extensions, creative]);
  });
}

function idsOf({ universalAdId, universalAdIds = [] }: Ad): readonly string[] {
  return universalAdIds.length > 0 ? universalAdIds : [universalAdId ?? UNKNOWN];
}

function writeUniversalAdId(universalAdId: string): string {
  const [registry = 'unknown', ...rest] = universalAdId.split(' ');
  const named = rest.length > 0 ? { registry, value: rest.join(' ') } : { registry: 'unknown', value: registry };
  return element('UniversalAdId', { idRegistry: named.registry }, escapeXml(named.value));
}
