import type { Ad, Beacon } from '@cutaway/model';
import { fillMacros, type MacroContext } from '@cutaway/vast';
import type { DueBeacon } from './due-beacon.js';

/**
 * A due beacon ready to send: its key, and its URL with every macro filled. The playhead, the error code and what the
 * ad says of itself come from `due` and `ad`; the rest from `context`, whose own values win.
 */
export function fillBeacon(due: DueBeacon, ad: Ad, context: MacroContext): Beacon {
  const { adInstanceId } = ad;
  const url = fillMacros(due.url, {
    adPlayheadMs: due.adMs,
    universalAdIds: ad.universalAdId === null ? null : [ad.universalAdId],
    ...context,
    errorCode: due.errorCode,
  });
  return { key: beaconKey(due, adInstanceId), adInstanceId, event: due.event, url };
}

function beaconKey(due: DueBeacon, adInstanceId: string): string {
  const { event, offset, level, index, repeat } = due;
  const moment = offset ? `-${'ms' in offset ? `${offset.ms}ms` : `${offset.share * 100}%`}` : '';
  return `${adInstanceId}/${level}/${event}${moment}/${index}${repeat > 0 ? `#${repeat}` : ''}`;
}
