import type { Cause, Signal } from '@cutaway/model';
import { mergeDateRanges } from './date-range.js';
import { readDateRangeTags } from './date-range-tag.js';
import { signalsFromDateRanges } from './from-date-range.js';

/** What one playlist says about breaks. A refresh says most of it again. */
export interface HlsSignals {
  readonly signals: readonly Signal[];
  readonly causes: readonly Cause[];
}

/**
 * Reads the raw text of a media playlist, as the origin sent it: EXT-X-DATERANGE with SCTE35-OUT, -IN and -CMD
 * (RFC 8216bis §4.4.5.1.1). Never throws: what cannot be read is told as a cause.
 */
export function readHlsSignals(playlistText: string): HlsSignals {
  if (!/^\uFEFF?\s*#EXTM3U/.test(playlistText)) {
    return {
      signals: [],
      causes: [{ name: 'PLAYLIST_UNREADABLE', adInstanceId: null, detail: playlistText.slice(0, 80) }],
    };
  }
  const { tags, hasDate } = readDateRangeTags(playlistText);
  const { ranges, causes } = mergeDateRanges(tags);
  const { signals, causes: doubts } = signalsFromDateRanges(ranges);
  causes.push(...doubts);
  const first = signals[0];
  if (first !== undefined && !hasDate) {
    causes.push({ name: 'PLAYLIST_NO_DATE', adInstanceId: null, detail: first.evidence });
  }
  return { signals, causes };
}
