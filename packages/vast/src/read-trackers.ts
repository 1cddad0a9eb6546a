import { ELEMENT_EVENTS, type TrackingEvent } from '@cutaway/model';
import { parseOffset } from './parse-time.js';
import type { VastTracker } from './vast-document.js';
import { childAt, childrenOf, type XmlNode } from './xml-node.js';

const READ: readonly string[] = ELEMENT_EVENTS;

/** `TrackingEvents/Tracking` of a Linear or NonLinearAds (VAST 4.3 §3.14). Events that nothing here fires are left out. */
export function readTrackers(creative: XmlNode | undefined): VastTracker[] {
  const found: VastTracker[] = [];
  for (const { attributes, text } of childrenOf(childAt(creative, 'TrackingEvents'), 'Tracking')) {
    const event = attributes['event'] ?? '';
    const offset = event === 'progress' ? parseOffset(attributes['offset']) : undefined;
    if (text === '' || offset === null || !isRead(event)) continue;
    found.push(offset ? { event, url: text, offset } : { event, url: text });
  }
  return found;
}

/** The URLs in all children of one name; empty ones and about:blank ask for nothing (VAST 4.3 §3.4.4). */
export function readUrls(parent: XmlNode | undefined, name: string): string[] {
  return childrenOf(parent, name)
    .map(({ text }) => text)
    .filter((text) => text !== '' && text !== 'about:blank');
}

/** ClickTracking or NonLinearClickTracking. */
export function readClicks(parent: XmlNode | undefined, name: string): VastTracker[] {
  return readUrls(parent, name).map((url): VastTracker => ({ event: 'clickTracking', url }));
}

function isRead(event: string): event is TrackingEvent {
  return READ.includes(event);
}
