import type { Beacon, Tracker, TrackingEvent } from '@cutaway/model';
import { fillMacros, type MacroContext } from '@cutaway/vast';
import { isCallable } from './ad-step.js';

/** What happened to one break, with ads in it or without. */
export type BreakFact =
  /** The playhead came into it. */
  | { readonly type: 'entered' }
  /** It went out of it, or the break is over for another reason. */
  | { readonly type: 'left' }
  /** No ad could be had for it: `code` is VMAP's, or VAST's where the ad response has one (VMAP 1.0.1 §2.4). */
  | { readonly type: 'failed'; readonly code: number };

/** What is known of the tracking of one break. Plain JSON. */
export interface BreakTracking {
  readonly breakId: string;
  /** `breakStart`, `breakEnd`, `error` (VMAP 1.0.1 §2.3.5 TrackingEvents). */
  readonly trackers: readonly Tracker[];
  readonly phase: 'ahead' | 'inside' | 'left';
  readonly failed: boolean;
}

export interface BreakStep {
  readonly state: BreakTracking;
  readonly due: readonly Beacon[];
}

export function initialBreakTracking(breakId: string, trackers: readonly Tracker[]): BreakTracking {
  return { breakId, trackers, phase: 'ahead', failed: false };
}

/** What a fact means for the beacons of a break: each event once, `breakEnd` only of a break that was entered. */
export function trackBreak(state: BreakTracking, fact: BreakFact, context: MacroContext): BreakStep {
  const { phase, failed } = state;
  switch (fact.type) {
    case 'entered':
      return phase === 'ahead'
        ? { state: { ...state, phase: 'inside' }, due: dueOf(state, 'breakStart', context) }
        : { state, due: [] };
    case 'left':
      return {
        state: { ...state, phase: 'left' },
        due: phase === 'inside' ? dueOf(state, 'breakEnd', context) : [],
      };
    case 'failed': {
      if (failed || phase === 'left') return { state, due: [] };
      const due = dueOf(state, 'error', { ...context, errorCode: fact.code });
      return { state: { ...state, failed: true }, due };
    }
  }
}

/**
 * The break takes an ad's place in the key: `break/level/event/index`. They are counted here, whatever their own indices: several pods
 * may make one break, and each of them numbers its own.
 */
function dueOf({ breakId, trackers }: BreakTracking, event: TrackingEvent, context: MacroContext): Beacon[] {
  const named = trackers.filter((tracker) => tracker.event === event);
  const indexOf = (one: Tracker): number => named.filter(({ level }) => level === one.level).indexOf(one);
  const callable = named.filter(isCallable);
  return callable.map((one) => ({
    key: `${breakId}/${one.level}/${event}/${indexOf(one)}`,
    adInstanceId: breakId,
    event,
    url: fillMacros(one.url, context),
  }));
}
