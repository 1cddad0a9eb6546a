import type { Bidder } from '../../catalogue/catalogue.js';
import type { SlotInPod } from '../openrtb/bid-request.js';
import type { OpenTime, PodQuestion, PodSlot } from '../pod-question.js';

/** One thing that can be bid on: a slot, or time for several ads. */
export type Offer =
  | {
      readonly of: 'slot';
      readonly impId: string;
      readonly slot: PodSlot;
      /** From 1. */
      readonly number: number;
      /** Made of open time for this bidder's sake: its ad may stand anywhere in that time, and so may others' on the same number. */
      readonly isMade: boolean;
    }
  | {
      readonly of: 'time';
      readonly impId: string;
      readonly open: OpenTime;
      /** The slots are part of it. */
      readonly isWhole: boolean;
    };

/** An ad's usual length, where no other is known. */
const USUAL_AD_MS = 15_000;

/**
 * What a bidder is offered, in words that it understands: the pod as it is where it knows hybrid pods, slots alone or time alone where it
 * knows one of them, and one imp for each slot where it knows no pods. Slots made of open time are as many as the shortest ads
 * could be: which of the bids on them fit together is settled by whoever builds the pod.
 */
export function offerTo(pods: Bidder['pods'], question: PodQuestion): readonly Offer[] {
  const { slots, open } = question;
  if (pods === 'dynamic') return timeAlone(question);
  const sold = slots.map((slot, i): Offer => ({ of: 'slot', impId: slot.id, slot, number: i + 1, isMade: false }));
  if (open === null || open.ms <= 0 || open.maxAds <= 0) return sold;
  if (pods === 'hybrid') return [...sold, { of: 'time', impId: open.id ?? 'open', open, isWhole: false }];
  const made = slotsOf(pods === 'none' ? { ...open, position: 0 } : open, question).map((slot, i): Offer => {
    return { of: 'slot', impId: slot.id, slot, number: sold.length + i + 1, isMade: true };
  });
  return [...sold, ...made];
}

/**
 * Slots become part of the time: who reads dynamic pods alone would bid one ad for each of them. The place of a slot that has a floor of
 * its own cannot be asked for there: a bidder cannot be told of that floor.
 */
function timeAlone({ slots, open }: PodQuestion): readonly Offer[] {
  const unpriced = slots.filter(({ floorCpm }) => floorCpm === undefined);
  const positions = [...unpriced.map(({ position }) => position), ...(open === null ? [] : [open.position])];
  const all: OpenTime = {
    ms: (open?.ms ?? 0) + slots.reduce((sum, { maxMs }) => sum + maxMs, 0),
    maxAds: (open?.maxAds ?? 0) + slots.length,
    position: unite(positions),
  };
  if (all.ms <= 0 || all.maxAds <= 0) return [];
  return [{ of: 'time', impId: open?.id ?? 'open', open: all, isWhole: slots.length > 0 }];
}

function unite(positions: readonly SlotInPod[]): SlotInPod {
  const first = positions.some((position) => position === 1 || position === 2);
  const last = positions.some((position) => position === -1 || position === 2);
  if (first && last) return 2;
  return first ? 1 : last ? -1 : 0;
}

function slotsOf({ ms, maxAds, position }: OpenTime, question: PodQuestion): PodSlot[] {
  const { requiredAdMs, minAdMs, maxAdMs } = question;
  const shortest =
    requiredAdMs === null ? Math.max(minAdMs, Math.min(USUAL_AD_MS, maxAdMs)) : Math.min(...requiredAdMs);
  const count = Math.min(maxAds, Math.max(1, Math.floor(ms / shortest)));
  return Array.from({ length: count }, (_, i) => ({
    id: `open-${i + 1}`,
    position: positionOf(position, i, count),
    maxMs: Math.min(maxAdMs, ms),
  }));
}

function positionOf(offered: SlotInPod, i: number, count: number): SlotInPod {
  if (i === 0 && (offered === 1 || offered === 2)) return 1;
  return i === count - 1 && (offered === -1 || offered === 2) ? -1 : 0;
}
