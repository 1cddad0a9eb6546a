import type { VastCreative } from '../vast-document.js';
import { childAt, childrenOf, type XmlNode } from '../xml/xml-node.js';
import type { Addendum } from './addendum.js';
import { readCompanions } from './companion.js';
import { readLinear } from './linear.js';
import { readNonLinears } from './non-linear.js';
import { attribute } from './values.js';

/** `Creative` (VAST 4.3 §3.7), with what extensions add to it. */
export function readCreative(creative: XmlNode, { added, extensions }: Addendum): VastCreative {
  const nodes = added.map(({ node }) => node);
  const linear = childAt(creative, 'Linear');
  const nonLinears = childAt(creative, 'NonLinearAds');
  const companions = childAt(creative, 'CompanionAds');
  return {
    id: creative.attributes['id'] || null,
    sequence: readSequence(creative),
    adId: attribute(creative, 'adId', 'adID', 'AdID', 'AdId'),
    apiFramework: attribute(creative, 'apiFramework', 'apiFramwork'),
    universalAdIds: readUniversalAdIds([...childrenOf(creative, 'UniversalAdId'), ...nodes.filter(isUniversalAdId)]),
    linear: linear ? readLinear(linear, nodes) : null,
    nonLinears: nonLinears ? readNonLinears(nonLinears) : null,
    companions: companions ? readCompanions(companions) : null,
    extensions,
  };
}

/** A whole number, null for all else. */
export function readSequence({ attributes }: XmlNode): number | null {
  const sequence = attributes['sequence'] ?? '';
  return /^\d{1,15}$/.test(sequence) ? Number(sequence) : null;
}

/** VAST 4.0 put the value in `idValue`; later the text counts (4.3 §3.7.1). Those that name no ad are left out. */
function readUniversalAdIds(nodes: readonly XmlNode[]): string[] {
  const ids: string[] = [];
  for (const { attributes, text } of nodes) {
    const value = text || (attributes['idValue'] ?? '');
    const id = `${attributes['idRegistry'] || 'unknown'} ${value}`;
    if (value !== '' && value !== 'unknown' && !ids.includes(id)) ids.push(id);
  }
  return ids;
}

function isUniversalAdId({ name }: XmlNode): boolean {
  return name === 'UniversalAdId';
}
