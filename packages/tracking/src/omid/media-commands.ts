import type { Tracker, TrackingEvent } from '@cutaway/model';
import type { OmidCommand } from './omid-command.js';
import type { Measured } from './omid-session.js';

type Say = (measured: Pick<Measured, 'tracking' | 'volume'>) => OmidCommand;

/** The call for each VAST event that Open Measurement has a word for. */
const CALLS: Readonly<Partial<Record<TrackingEvent, Say>>> = {
  impression: () => ({ type: 'impressionOccurred' }),
  start: ({ tracking, volume }) => ({ type: 'start', duration: tracking.durationMs / 1000, volume }),
  firstQuartile: () => ({ type: 'firstQuartile' }),
  midpoint: () => ({ type: 'midpoint' }),
  thirdQuartile: () => ({ type: 'thirdQuartile' }),
  complete: () => ({ type: 'complete' }),
  pause: () => ({ type: 'pause' }),
  resume: () => ({ type: 'resume' }),
  skip: () => ({ type: 'skipped' }),
  mute: () => ({ type: 'volumeChange', volume: 0 }),
  unmute: () => ({ type: 'volumeChange', volume: 1 }),
  clickTracking: () => ({ type: 'adUserInteraction', interaction: 'click' }),
};

/** One tracker for each of them: what is due to a beacon is due to the measuring session in the same step. */
export const OMID_TRACKERS: readonly Tracker[] = Object.keys(CALLS).map((event) => ({
  event: event as TrackingEvent,
  url: 'omid',
  level: 0,
  index: 0,
}));

export function commandsFor(due: readonly { readonly event: TrackingEvent }[], measured: Measured): OmidCommand[] {
  const commands: OmidCommand[] = [];
  for (const { event } of due) {
    const say = CALLS[event];
    if (say) commands.push(say(measured));
  }
  return commands;
}
