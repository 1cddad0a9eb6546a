import type { ProgramMs } from '@cutaway/model';
import { parseProgramDate } from '../program-date.js';
import { readXml } from './read-xml.js';
import { attributesOf, childrenOf, findElement } from './xml-attributes.js';
import { parseXsDuration } from './xs-duration.js';

/** When an MPD is to be read again, and how much of the stream it offers. All null where the MPD does not tell. */
export interface MpdTiming {
  readonly isDynamic: boolean;
  /** Where programme time of a dynamic MPD counts from. */
  readonly availableFrom: ProgramMs | null;
  /** How soon the MPD may be another one; null: no other one is promised. */
  readonly updateMs: number | null;
  /** How far behind the live edge a player is to play. */
  readonly delayMs: number | null;
  /** How far back the live window goes; null: to the beginning. */
  readonly windowMs: number | null;
  /** How long the whole presentation is. */
  readonly lengthMs: number | null;
  /** Where to read it next, as written; null: where it came from. */
  readonly location: string | null;
  readonly periods: number;
}

/** Timing of an MPD (ISO/IEC 23009-1 §5.3.1.2 and §5.4). Null: the text holds no MPD. Never throws. */
export function readMpdTiming(mpdText: string): MpdTiming | null {
  const root = readXml(mpdText, 'SegmentTimeline');
  const mpd = root && findElement(root, 'MPD');
  if (!mpd) return null;
  const told = attributesOf(mpd);
  return {
    isDynamic: told['type'] === 'dynamic',
    availableFrom: parseProgramDate(told['availabilityStartTime']),
    updateMs: parseXsDuration(told['minimumUpdatePeriod']),
    delayMs: parseXsDuration(told['suggestedPresentationDelay']),
    windowMs: parseXsDuration(told['timeShiftBufferDepth']),
    lengthMs: parseXsDuration(told['mediaPresentationDuration']),
    location: childrenOf(mpd, 'Location')[0]?.text.trim() || null,
    periods: childrenOf(mpd, 'Period').length,
  };
}
