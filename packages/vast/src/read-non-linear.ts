import type { NonLinear } from '@cutaway/model';
import { parseTime } from './parse-time.js';
import { positive } from './read-linear.js';
import { childAt, childrenOf, textAt, type XmlNode } from './xml-node.js';

/** Where minSuggestedDuration is missing. */
const DEFAULT_MS = 10_000;

/** The first NonLinear that is an image (VAST 4.3 §3.12), null where there is none. */
export function readNonLinear(nonLinearAds: XmlNode): NonLinear | null {
  const image = childrenOf(nonLinearAds, 'NonLinear').find((node) => textAt(node, 'StaticResource') !== null);
  if (!image) return null;
  const { attributes } = image;
  return {
    id: attributes['id'] ?? '',
    imageUrl: textAt(image, 'StaticResource') ?? '',
    type: childAt(image, 'StaticResource')?.attributes['creativeType'] ?? 'image/*',
    width: positive(attributes['width']) ?? 0,
    height: positive(attributes['height']) ?? 0,
    durationMs: parseTime(attributes['minSuggestedDuration']) || DEFAULT_MS,
    clickThrough: textAt(image, 'NonLinearClickThrough'),
    altText: null,
  };
}
