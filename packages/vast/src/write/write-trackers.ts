import type { Tracker, TrackingEvent } from '@cutaway/model';
import { formatTime } from '../parse-time.js';
import { cdata, element } from './write-xml.js';

/** What has an element of its own, or belongs to a break. */
const NOT_TRACKING: readonly TrackingEvent[] = [
  'impression',
  'error',
  'clickTracking',
  'customClick',
  'viewable',
  'notViewable',
  'viewUndetermined',
  'breakStart',
  'breakEnd',
];

/** Those of the ad itself, or of one of its parts: `icon:0`. */
export function trackersOf(trackers: readonly Tracker[], of?: string): Tracker[] {
  return trackers.filter((tracker) => tracker.of === of);
}

/** An element for each URL of an event. */
export function writeCalls(trackers: readonly Tracker[], event: TrackingEvent, name: string, of?: string): string[] {
  return trackersOf(trackers, of)
    .filter((tracker) => tracker.event === event)
    .map(({ url }) => element(name, {}, cdata(url)));
}

/** `TrackingEvents`, empty where there is nothing to call. */
export function writeTracking(trackers: readonly Tracker[], of?: string): string {
  const written = trackersOf(trackers, of)
    .filter(({ event }) => !NOT_TRACKING.includes(event))
    .map(({ event, url, offset }) => element('Tracking', { event, offset: formatOffset(offset) }, cdata(url)));
  return written.length === 0 ? '' : element('TrackingEvents', {}, written);
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
