import type { IconFallbackImage } from '@cutaway/model';
import { parseTime } from '../parse-time.js';
import type { VastIcon } from '../vast-document.js';
import { childAt, childrenOf, textAt, type XmlNode } from '../xml/xml-node.js';
import { readResources } from './resources.js';
import { readAs, readUrl } from './trackers.js';
import { attribute, positive } from './values.js';

/** `Icon` (VAST 4.3 §3.11): all that it lacks has a value that draws it in the upper left corner for as long as the ad. */
export function readIcon(node: XmlNode): VastIcon {
  const { attributes } = node;
  const clicks = childAt(node, 'IconClicks');
  const regulation = attributes['regs'] ?? '';
  return {
    program: attributes['program'] ?? '',
    width: positive(attributes['width']),
    height: positive(attributes['height']),
    xPosition: position(attributes['xPosition'], ['left', 'right']),
    yPosition: position(attributes['yPosition'], ['top', 'bottom']),
    offsetMs: parseTime(attributes['offset']) ?? 0,
    durationMs: parseTime(attributes['duration']),
    pixelRatio: positive(attributes['pxratio']) ?? 1,
    apiFramework: attribute(node, 'apiFramework', 'apiFramwork'),
    altText: attributes['altText'] || null,
    hoverText: attributes['hoverText'] || null,
    regulation: /^\d+$/.test(regulation) ? Number(regulation) : null,
    resources: readResources(node),
    clickThrough: readUrl(clicks, 'IconClickThrough'),
    fallbackImages: readFallbackImages(childAt(clicks, 'IconClickFallbackImages')),
    trackers: [
      ...readAs('creativeView', node, 'IconViewTracking'),
      ...readAs('clickTracking', clicks, 'IconClickTracking'),
    ],
  };
}

/** VAST 4.2 §3.11.6: those without an image have nothing to show. */
function readFallbackImages(parent: XmlNode | undefined): IconFallbackImage[] {
  const images: IconFallbackImage[] = [];
  for (const node of childrenOf(parent, 'IconClickFallbackImage')) {
    const imageUrl = readUrl(node, 'StaticResource');
    const { width, height } = node.attributes;
    if (imageUrl !== null)
      images.push({ width: positive(width), height: positive(height), altText: textAt(node, 'AltText'), imageUrl });
  }
  return images;
}

function position<Edge extends string>(text: string | undefined, edges: readonly Edge[]): number | Edge {
  const word = (text ?? '').toLowerCase();
  return edges.find((edge) => edge === word) ?? positive(word) ?? 0;
}
