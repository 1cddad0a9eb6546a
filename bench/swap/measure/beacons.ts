import type { BeaconHit } from '../beacon-hit.js';
import { AD_MS } from '../scenario.js';
import { shownOfAds, spread, type Spread } from './positions.js';
import type { SeenBreak } from './split-breaks.js';

/** Q6 and Q7. Milliseconds. */
export interface BeaconScore {
  /** Beacons that were due. */
  readonly due: number;
  readonly missing: number;
  readonly double: number;
  /** Received before the first frame of their ad. */
  readonly early: number;
  /** Of a part that was not shown, or not yet, or of an ad that was not seen at all. */
  readonly wrong: number;
  /** Reception after the moment that the event means. */
  readonly lateMs: Spread;
}

/** The share of the ad that each event means. `creativeView` comes with the first frame; who tracks by himself is not asked for it. */
const SHARES: Readonly<Record<string, number>> = {
  ...{ impression: 0, creativeView: 0, start: 0, firstQuartile: 0.25, midpoint: 0.5, thirdQuartile: 0.75, complete: 1 },
};
/** Two clocks of one machine, and what they round. */
const CLOCKS_MS = 5;
/** This close to the end of what was shown, an event may be due or not. */
const NEAR_MS = 200;
/** An event that comes so long before what it means is wrong, and not only imprecise. */
const AHEAD_MS = 500;

/** @param epochMs makes the page's clock the collector's. */
export function scoreBeacons(
  hits: readonly BeaconHit[],
  seen: readonly SeenBreak[],
  { epochMs, asksView }: { readonly epochMs: number; readonly asksView: boolean },
): BeaconScore {
  const score = { due: 0, missing: 0, double: 0, early: 0, wrong: 0 };
  const late: number[] = [];
  const told = new Set<BeaconHit>();
  for (const brk of seen) {
    for (const [position, { shownMs }] of shownOfAds(brk).entries()) {
      const first = brk.frames.find(({ what }) => what === (position === 0 ? 'red' : 'green'));
      const mine = hits.filter(({ ad }) => ad?.n === brk.n && ad.position === position);
      for (const [event, share] of Object.entries(SHARES)) {
        if (event === 'creativeView' && !asksView) continue;
        const hit = mine.find((one) => one.event === event);
        if (hit) told.add(hit);
        const spareMs = shownMs - share * AD_MS;
        // An ad is complete with its last frame, of which a busy machine may show none.
        const isDue = first !== undefined && spareMs > (share === 0 ? 0 : share === 1 ? -NEAR_MS : NEAR_MS);
        const mayBeDue = first !== undefined && spareMs > -NEAR_MS;
        if (isDue || (hit && mayBeDue)) score.due++;
        if (isDue && !hit) score.missing++;
        if (hit && hit.count > 1) score.double += hit.count - 1;
        if (hit && !mayBeDue) score.wrong++;
        if (!hit || !first || !mayBeDue) continue;
        const meantMs = epochMs + first.atMs + share * AD_MS;
        if (hit.atMs < epochMs + first.atMs - CLOCKS_MS) score.early++;
        else if (hit.atMs < meantMs - AHEAD_MS) score.wrong++;
        late.push(hit.atMs - meantMs);
      }
    }
  }
  score.wrong += hits.filter((hit) => hit.event in SHARES && !told.has(hit)).length;
  return { ...score, lateMs: spread(late) };
}
