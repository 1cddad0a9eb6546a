import { ELEMENT_EVENTS, type TrackingEvent } from '@cutaway/model';
import { parseOffset } from '../parse-time.js';
import type { VastTracker } from '../vast-document.js';
import { childAt, type XmlNode } from '../xml/xml-node.js';

const READ: ReadonlySet<string> = new Set(ELEMENT_EVENTS);

/** `TrackingEvents/Tracking` of a creative (VAST 4.3 §3.14). Events that no version of VAST has are left out. */
export function readTrackers(creative: XmlNode | undefined): VastTracker[] {
  const found: VastTracker[] = [];
  for (const node of childAt(creative, 'TrackingEvents')?.children ?? []) {
    const event = node.attributes['event'] ?? '';
    if (node.name !== 'Tracking' || !isUrl(node.text) || !isRead(event)) continue;
    const offset = event === 'progress' ? parseOffset(node.attributes['offset']) : undefined;
    if (offset !== null) found.push(offset ? { event, url: node.text, offset } : { event, url: node.text });
  }
  return found;
}

/** The URLs in all children of one name. */
export function readUrls(parent: XmlNode | undefined, name: string): string[] {
  const urls: string[] = [];
  for (const child of parent?.children ?? []) if (child.name === name && isUrl(child.text)) urls.push(child.text);
  return urls;
}

/** The first URL in a child of one name, null where none has one. */
export function readUrl(parent: XmlNode | undefined, name: string): string | null {
  return readUrls(parent, name)[0] ?? null;
}

/** All children of one name as what is to be called for one event. */
export function readAs(event: TrackingEvent, parent: XmlNode | undefined, name: string): VastTracker[] {
  return readUrls(parent, name).map((url): VastTracker => ({ event, url }));
}

/**
 * `ViewableImpression` of an ad (VAST 4.3 §3.5), or of one Verification, where the schema of VAST 4.0 has it with a URL as its own
 * text: what is to be called once its ad was viewable.
 */
export function readViewable(node: XmlNode | undefined): VastTracker[] {
  return [
    ...(node && isUrl(node.text) ? [{ event: 'viewable' as const, url: node.text }] : []),
    ...readAs('viewable', node, 'Viewable'),
    ...readAs('notViewable', node, 'NotViewable'),
    ...readAs('viewUndetermined', node, 'ViewUndetermined'),
  ];
}

/** An empty text and about:blank ask for nothing (VAST 4.3 §3.4.4). */
export function isUrl(text: string): boolean {
  return text !== '' && text !== 'about:blank';
}

function isRead(event: string): event is TrackingEvent {
  return READ.has(event);
}
