import { parseProgramDate } from '../program-date.js';
import type { ProgramMs } from '@cutaway/model';
import { readXml, type XmlElement } from './read-xml.js';
import { attributesOf, childrenOf, findElement } from './xml-attributes.js';
import { parseXsDuration } from './xs-duration.js';

/** A Period, and where it starts in programme time; null: an early available Period that nobody has placed yet. */
export interface MpdPeriod {
  readonly id: string;
  readonly element: XmlElement;
  readonly startsAt: ProgramMs | null;
}

export interface Mpd {
  readonly element: XmlElement;
  readonly isDynamic: boolean;
  readonly periods: readonly MpdPeriod[];
}

/**
 * Periods of an MPD in programme time (ISO/IEC 23009-1 §5.3.2.1): counted from availabilityStartTime where the MPD is dynamic, else
 * from 0. Null: the text holds no MPD.
 */
export function readMpd(text: string): Mpd | null {
  // Most of a manifest is segments, and no event lies in them.
  const root = readXml(text, 'SegmentTimeline');
  const element = root && findElement(root, 'MPD');
  if (!element) return null;
  const { type, availabilityStartTime } = attributesOf(element);
  const isDynamic = type === 'dynamic';
  let next: ProgramMs | null = isDynamic ? parseProgramDate(availabilityStartTime) : 0;
  const origin = next;
  const periods = childrenOf(element, 'Period').map((period, at): MpdPeriod => {
    const { id = '', start, duration } = attributesOf(period);
    const startMs = parseXsDuration(start);
    // Without @start: behind the one before; the first of a static MPD at 0.
    const startsAt = startMs !== null && origin !== null ? origin + startMs : at > 0 || !isDynamic ? next : null;
    const lengthMs = parseXsDuration(duration);
    next = startsAt === null || lengthMs === null ? null : startsAt + lengthMs;
    return { id, element: period, startsAt };
  });
  return { element, isDynamic, periods };
}
