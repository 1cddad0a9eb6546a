import { eventsOf } from '../date-range.js';
import type { MarkerGroup } from './marker-group.js';

/** Provider and distributor advertisement, and ad block (SCTE 35 Table 23). */
const PARTS = [0x30, 0x32, 0x44, 0x46];

/**
 * A group whose tags tell a longer break than the ad of its section: the break, and the first ad in it. Else the group as it is.
 */
export function splitAd(group: MarkerGroup): readonly MarkerGroup[] {
  const { opening, durationMs } = group;
  const ad = opening && eventsOf(opening.splice, 'start')[0];
  const adMs = ad?.duration ? ad.duration / 90 : null;
  const isPart = PARTS.includes(ad?.typeId ?? 0) && adMs !== null && durationMs !== null && adMs + 500 < durationMs;
  if (!isPart || group.isOutBySection) return [group];
  const brk: MarkerGroup = { ...group, opening: null, eventId: null, typeId: null, upids: [] };
  return [brk, { ...group, isOutBySection: true, durationMs: adMs, otherMs: [], ids: [], asset: null }];
}
