import type { Ad, Tracker, TrackingEvent } from '@cutaway/model';
import type { AdFact } from '../src/ad-fact.js';
import { trackAd, type TrackOptions } from '../src/ad-tracking.js';
import type { DueBeacon } from '../src/due-beacon.js';
import { stepAd } from '../src/step-ad.js';
import { anAd, trackersFor } from './an-ad.js';

/** All that is due while an ad hears these facts. The state is plain data: a suspend may come between any two of them. */
export function run(facts: readonly AdFact[], ad: Ad = anAd(), options?: TrackOptions): readonly DueBeacon[] {
  let state = trackAd(ad, options);
  return facts.flatMap((fact) => {
    const step = stepAd(state, fact);
    state = JSON.parse(JSON.stringify(step.state)) as typeof state;
    return step.due;
  });
}

/** The names of what is due of an ad that asks for these events only. */
export function told(
  wanted: readonly TrackingEvent[] | readonly Tracker[],
  facts: readonly AdFact[],
  options?: TrackOptions,
): string[] {
  const isNamed = (all: typeof wanted): all is readonly TrackingEvent[] => typeof all[0] === 'string';
  return events(run(facts, anAd({ trackers: isNamed(wanted) ? trackersFor(wanted) : wanted }), options));
}

export const events = (due: readonly DueBeacon[]) => due.map(({ event }) => event);
export const frame = (adMs: number): AdFact => ({ type: 'frame', adMs });
export const frames = (fromMs: number, toMs: number, stepMs = 100): AdFact[] =>
  Array.from({ length: Math.floor((toMs - fromMs) / stepMs) + 1 }, (_, i) => frame(fromMs + i * stepMs));
