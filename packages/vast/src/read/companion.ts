import type { VastCompanion, VastCompanionAds } from '../vast-document.js';
import { childAt, childrenOf, textAt, type XmlNode } from '../xml/xml-node.js';
import { readResources } from './resources.js';
import { readAs, readTrackers, readUrl } from './trackers.js';
import { attribute, positive, readEncoded } from './values.js';

/** `CompanionAds` (VAST 4.3 §3.13). */
export function readCompanions(node: XmlNode): VastCompanionAds {
  const required = node.attributes['required']?.toLowerCase();
  return {
    required: required === 'all' || required === 'any' ? required : 'none',
    items: childrenOf(node, 'Companion').map(readCompanion),
  };
}

function readCompanion(node: XmlNode): VastCompanion {
  const { attributes } = node;
  return {
    id: attributes['id'] ?? '',
    width: positive(attributes['width']) ?? 0,
    height: positive(attributes['height']) ?? 0,
    adSlotId: attribute(node, 'adSlotId', 'adSlotID', 'AdSlotID'),
    renderingMode: attributes['renderingMode']?.toLowerCase() || 'default',
    resources: readResources(node),
    clickThrough: readUrl(node, 'CompanionClickThrough'),
    altText: textAt(node, 'AltText'),
    adParameters: readEncoded(childAt(node, 'AdParameters')),
    apiFramework: attribute(node, 'apiFramework', 'apiFramwork'),
    pixelRatio: positive(attributes['pxratio']) ?? 1,
    trackers: [...readTrackers(node), ...readAs('clickTracking', node, 'CompanionClickTracking')],
  };
}
