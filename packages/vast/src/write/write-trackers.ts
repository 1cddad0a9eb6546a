import type { Tracker, TrackingEvent } from '@cutaway/model';
import { formatTime } from '../parse-time.js';
import { cdata, element } from './write-xml.js';

/** What has an element of its own, or belongs to a break. */
const NOT_TRACKING: ReadonlySet<TrackingEvent> = new Set([
  'impression',
  'error',
  'clickTracking',
  'customClick',
  'viewable',
  'notViewable',
  'viewUndetermined',
  'breakStart',
  'breakEnd',
]);
const NONE = {};

/** Those of the ad itself, or of one of its parts: `icon:0`. */
export function trackersOf(trackers: readonly Tracker[], of?: string): Tracker[] {
  return trackers.filter((tracker) => tracker.of === of);
}

/** An element for each URL of an event. */
export function writeCalls(trackers: readonly Tracker[], event: TrackingEvent, name: string, of?: string): string[] {
  const calls: string[] = [];
  for (const tracker of trackers)
    if (tracker.event === event && tracker.of === of) calls.push(element(name, NONE, cdata(tracker.url)));
  return calls;
}

/** `TrackingEvents`, empty where there is nothing to call. */
export function writeTracking(trackers: readonly Tracker[], of?: string): string {
  let written = '';
  for (const { event, url, offset, of: part } of trackers)
    if (part === of && !NOT_TRACKING.has(event))
      written += element('Tracking', { event, offset: formatOffset(offset) }, cdata(url));
  return written === '' ? '' : element('TrackingEvents', NONE, written);
}

/** `ViewableImpression` of the ad. A verification has had no place for one since VAST 4.1. */
export function writeViewable(trackers: readonly Tracker[]): string {
  const calls = [
    ...writeCalls(trackers, 'viewable', 'Viewable'),
    ...writeCalls(trackers, 'notViewable', 'NotViewable'),
    ...writeCalls(trackers, 'viewUndetermined', 'ViewUndetermined'),
  ];
  return calls.length === 0 ? '' : element('ViewableImpression', {}, calls);
}

function formatOffset(offset: Tracker['offset']): string | null {
  if (!offset) return null;
  return 'ms' in offset ? formatTime(offset.ms) : `${Number((offset.share * 100).toFixed(6))}%`;
}
