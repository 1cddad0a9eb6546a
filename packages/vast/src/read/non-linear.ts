import { parseTime } from '../parse-time.js';
import type { VastNonLinear, VastNonLinearAds } from '../vast-document.js';
import { childAt, childrenOf, textAt, type XmlNode } from '../xml/xml-node.js';
import { addScaling } from './media-files.js';
import { readResources } from './resources.js';
import { readAs, readTrackers, readUrl } from './trackers.js';
import { positive, readEncoded, type Filling } from './values.js';

/** Where minSuggestedDuration is missing. */
const DEFAULT_MS = 10_000;

/** `NonLinearAds` (VAST 4.3 §3.12). */
export function readNonLinears(node: XmlNode): VastNonLinearAds {
  return { items: childrenOf(node, 'NonLinear').map(readNonLinear), trackers: readTrackers(node) };
}

/** One without a static image has an empty `imageUrl`. */
function readNonLinear(node: XmlNode): VastNonLinear {
  const { attributes } = node;
  const resources = readResources(node);
  const image = resources.find(({ type }) => type === 'static');
  const nonLinear: Filling<VastNonLinear> = {
    id: attributes['id'] ?? '',
    imageUrl: image?.content ?? '',
    type: image?.creativeType ?? 'image/*',
    width: positive(attributes['width']) ?? 0,
    height: positive(attributes['height']) ?? 0,
    durationMs: parseTime(attributes['minSuggestedDuration']) || DEFAULT_MS,
    clickThrough: readUrl(node, 'NonLinearClickThrough'),
    altText: textAt(node, 'AltText'),
    resources,
    trackers: readAs('clickTracking', node, 'NonLinearClickTracking'),
  };
  const expandedWidth = positive(attributes['expandedWidth']);
  const expandedHeight = positive(attributes['expandedHeight']);
  const adParameters = readEncoded(childAt(node, 'AdParameters'));
  if (expandedWidth !== null) nonLinear.expandedWidth = expandedWidth;
  if (expandedHeight !== null) nonLinear.expandedHeight = expandedHeight;
  if (adParameters !== null) nonLinear.adParameters = adParameters;
  addScaling(nonLinear, node);
  return nonLinear;
}
