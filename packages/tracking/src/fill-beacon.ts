import type { Ad, Beacon } from '@cutaway/model';
import { fillMacros, type MacroContext } from '@cutaway/vast';
import type { DueBeacon } from './due-beacon.js';

/**
 * A due beacon ready to send: its key, and its URL with every macro filled. The playhead, the error code and what the
 * ad says of itself come from `due` and `ad`; the rest from `context`, whose own values win.
 */
export function fillBeacon(due: DueBeacon, ad: Ad, context: MacroContext): Beacon {
  const { adInstanceId, universalAdId, universalAdIds = universalAdId === null ? null : [universalAdId] } = ad;
  const url = fillMacros(due.url, {
    adPlayheadMs: due.adMs,
    universalAdIds,
    ...context,
    others: { ADSERVINGID: ad.adServingId ?? null, ...context.others, REASON: due.reason },
    errorCode: due.errorCode,
  });
  return { key: beaconKey(due, adInstanceId), adInstanceId, event: due.event, url };
}

/** `ad/level/event/index`: a part after `@`, a progress mark after `-`, a repetition after `#`. */
function beaconKey(due: DueBeacon, adInstanceId: string): string {
  const { event, offset, of, level, index, repeat } = due;
  const moment = offset ? `-${'ms' in offset ? `${offset.ms}ms` : `${Math.round(offset.share * 1e6) / 1e4}%`}` : '';
  const part = of ? `@${of}` : '';
  return `${adInstanceId}/${level}/${event}${part}${moment}/${index}${repeat > 0 ? `#${repeat}` : ''}`;
}
