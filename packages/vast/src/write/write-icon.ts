import type { Icon, IconFallbackImage, Tracker } from '@cutaway/model';
import { formatTime } from '../parse-time.js';
import { writeResources } from './write-resources.js';
import { writeCalls } from './write-trackers.js';
import { cdata, element, escapeXml } from './write-xml.js';

/** `Icon` (VAST 4.2 §3.11.1), and `regs` of the CTV addendum; `of` is what its trackers are about. */
export function writeIcon(icon: Icon, trackers: readonly Tracker[], of: string): string {
  const attributes = {
    program: icon.program || null,
    width: icon.width,
    height: icon.height,
    xPosition: icon.xPosition,
    yPosition: icon.yPosition,
    duration: icon.durationMs === null ? null : formatTime(icon.durationMs),
    offset: icon.offsetMs === 0 ? null : formatTime(icon.offsetMs),
    apiFramework: icon.apiFramework,
    pxratio: icon.pixelRatio === 1 ? null : icon.pixelRatio,
    altText: icon.altText,
    hoverText: icon.hoverText,
    regs: icon.regulation,
  };
  return element('Icon', attributes, [
    ...writeResources(icon.resources),
    writeClicks(icon, writeCalls(trackers, 'clickTracking', 'IconClickTracking', of)),
    ...writeCalls(trackers, 'creativeView', 'IconViewTracking', of),
  ]);
}

function writeClicks({ clickThrough, fallbackImages }: Icon, calls: readonly string[]): string {
  const images = fallbackImages.map(writeFallbackImage);
  const clicks = [
    ...(images.length === 0 ? [] : [element('IconClickFallbackImages', {}, images)]),
    ...(clickThrough === null ? [] : [element('IconClickThrough', {}, cdata(clickThrough))]),
    ...calls,
  ];
  return clicks.length === 0 ? '' : element('IconClicks', {}, clicks);
}

/** The schema gives this StaticResource no attributes. */
function writeFallbackImage({ width, height, altText, imageUrl }: IconFallbackImage): string {
  return element('IconClickFallbackImage', { height, width }, [
    altText === null ? '' : element('AltText', {}, escapeXml(altText)),
    element('StaticResource', {}, cdata(imageUrl)),
  ]);
}
