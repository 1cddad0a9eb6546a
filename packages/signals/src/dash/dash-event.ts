import type { ProgramMs } from '@cutaway/model';
import type { MpdPeriod } from './read-mpd.js';
import type { XmlElement } from './read-xml.js';
import { attributesOf, childrenOf, readNumber } from './xml-attributes.js';

/** One Event of an EventStream, its times understood. */
export interface DashEvent {
  readonly schemeIdUri: string;
  /** EventStream@value. */
  readonly value: string;
  readonly id: string | null;
  /** null: its Period has no start yet. */
  readonly startsAt: ProgramMs | null;
  /** null: unknown, which is not 0. */
  readonly durationMs: number | null;
  readonly timescale: number;
  readonly element: XmlElement;
}

/** More than any manifest needs; the rest is left out. */
const MAX_EVENTS = 10_000;

/**
 * Events of a Period (ISO/IEC 23009-1 §5.10.2): Period start + (presentationTime - presentationTimeOffset) / timescale. Without a
 * timescale it is 1, without a presentationTime 0; a timescale of 0 counts as 1.
 */
export function readDashEvents({ element, startsAt }: MpdPeriod): readonly DashEvent[] {
  const events: DashEvent[] = [];
  for (const stream of childrenOf(element, 'EventStream')) {
    const { schemeIdUri = '', value = '', timescale: scale, presentationTimeOffset } = attributesOf(stream);
    const timescale = readNumber(scale, 1) || 1;
    const offset = readNumber(presentationTimeOffset, 0);
    for (const event of childrenOf(stream, 'Event').slice(0, MAX_EVENTS - events.length)) {
      const { id = null, presentationTime, duration } = attributesOf(event);
      const atMs = ((readNumber(presentationTime, 0) - offset) / timescale) * 1000;
      const ticks = readNumber(duration, null);
      events.push({
        schemeIdUri,
        value,
        id,
        startsAt: startsAt === null ? null : startsAt + atMs,
        // The largest unsigned 32-bit number is emsg's "unknown", which packagers copy; 0 is what others write for it.
        durationMs: !ticks || ticks === 0xffffffff ? null : (ticks / timescale) * 1000,
        timescale,
        element: event,
      });
    }
  }
  return events;
}
