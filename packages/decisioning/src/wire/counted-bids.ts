import { shortName } from '../beacons/pod-token.js';
import type { CompiledCaps } from '../caps/caps-for.js';
import type { CompiledCap } from '../caps/compiled-cap.js';
import type { FullDecision } from '../decide/decide-full.js';
import type { CountedBid } from '../events/event-record.js';

const OF_A_VIEWER: readonly CompiledCap['per'][] = ['device', 'user', 'household'];

/**
 * Bids of a pod that a viewer's caps count, to be kept with its decision: an impression says which pod and which place, but not whose ad it
 * was. What pods, breaks and streams count ends with them.
 */
export function countedBids(
  { chosen }: Pick<FullDecision, 'chosen'>,
  { ofBid }: Pick<CompiledCaps, 'ofBid'>,
): readonly CountedBid[] {
  return chosen.flatMap(({ candidate, of }, ad) => {
    if (of.type !== 'bid') return [];
    const caps = ofBid(candidate).filter(({ per }) => OF_A_VIEWER.includes(per));
    return caps.length === 0
      ? []
      : [{ ad, name: shortName(candidate.id), keys: [...new Set(caps.map(({ key }) => key))] }];
  });
}
