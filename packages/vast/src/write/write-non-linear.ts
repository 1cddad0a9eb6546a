import type { NonLinear, Tracker } from '@cutaway/model';
import { formatTime } from '../parse-time.js';
import { scalingOf } from './write-media-files.js';
import { writeCalls, writeTracking } from './write-trackers.js';
import { cdata, element, escapeXml } from './write-xml.js';

/** `NonLinearAds` with one image (VAST 4.2 §3.12). */
export function writeNonLinear(image: NonLinear, trackers: readonly Tracker[]): string {
  const { id, width, height, durationMs, type, imageUrl, clickThrough, adParameters } = image;
  const attributes = {
    ...{ id: id || null, width, height },
    expandedWidth: image.expandedWidth ?? null,
    expandedHeight: image.expandedHeight ?? null,
    ...scalingOf(image),
    minSuggestedDuration: formatTime(durationMs),
  };
  const nonLinear = element('NonLinear', attributes, [
    element('StaticResource', { creativeType: type }, cdata(imageUrl)),
    adParameters === undefined ? '' : element('AdParameters', {}, escapeXml(adParameters)),
    clickThrough === null ? '' : element('NonLinearClickThrough', {}, cdata(clickThrough)),
    ...writeCalls(trackers, 'clickTracking', 'NonLinearClickTracking'),
  ]);
  return element('NonLinearAds', {}, [writeTracking(trackers), nonLinear]);
}
