import type { Ad } from '@cutaway/model';
import { formatTime } from '../parse-time.js';
import { writeIcon } from './write-icon.js';
import { writeMediaFiles } from './write-media-files.js';
import { writeCalls, writeTracking } from './write-trackers.js';
import { cdata, element, escapeXml } from './write-xml.js';

/** `Linear` (VAST 4.2 §3.8). */
export function writeLinear(ad: Ad): string {
  const { trackers, adParameters } = ad;
  const icons = (ad.icons ?? []).map((icon, i) => writeIcon(icon, trackers, `icon:${i}`));
  return element('Linear', { skipoffset: ad.skipAfterMs === null ? null : formatTime(ad.skipAfterMs) }, [
    icons.length === 0 ? '' : element('Icons', {}, icons),
    writeTracking(trackers),
    adParameters === undefined ? '' : element('AdParameters', {}, escapeXml(adParameters)),
    element('Duration', {}, formatTime(ad.durationMs)),
    writeMediaFiles(ad),
    writeVideoClicks(ad),
  ]);
}

function writeVideoClicks({ clickThrough, trackers }: Ad): string {
  const clicks = [
    ...writeCalls(trackers, 'clickTracking', 'ClickTracking'),
    ...writeCalls(trackers, 'customClick', 'CustomClick'),
    ...(clickThrough === null ? [] : [element('ClickThrough', {}, cdata(clickThrough))]),
  ];
  return clicks.length === 0 ? '' : element('VideoClicks', {}, clicks);
}
