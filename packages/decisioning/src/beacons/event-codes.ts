import type { TrackingEvent } from '@cutaway/model';

/** Each event in two characters, for URLs. A code is never used for another event: old URLs are called for hours. */
const CODES: Readonly<Record<TrackingEvent, string>> = {
  impression: 'im',
  creativeView: 'cv',
  loaded: 'ld',
  start: 'st',
  firstQuartile: 'q1',
  midpoint: 'q2',
  thirdQuartile: 'q3',
  complete: 'q4',
  progress: 'pg',
  timeSpentViewing: 'ts',
  pause: 'pa',
  resume: 're',
  mute: 'mu',
  unmute: 'um',
  rewind: 'rw',
  skip: 'sk',
  fullscreen: 'fs',
  exitFullscreen: 'xf',
  playerExpand: 'pe',
  playerCollapse: 'pc',
  expand: 'ex',
  collapse: 'co',
  adExpand: 'ae',
  adCollapse: 'ac',
  acceptInvitation: 'ai',
  acceptInvitationLinear: 'al',
  otherAdInteraction: 'oi',
  interactiveStart: 'is',
  minimize: 'mi',
  overlayViewDuration: 'ov',
  close: 'cl',
  closeLinear: 'll',
  notUsed: 'nu',
  verificationNotExecuted: 'vn',
  clickTracking: 'ct',
  customClick: 'cc',
  viewable: 'vw',
  notViewable: 'nv',
  viewUndetermined: 'vu',
  error: 'er',
  breakStart: 'bs',
  breakEnd: 'be',
};

const EVENTS: ReadonlyMap<string, TrackingEvent> = new Map(
  Object.entries(CODES).map(([event, code]) => [code, event as TrackingEvent]),
);

export const codeOf = (event: TrackingEvent): string => CODES[event];

/** null: no event has it. */
export const eventOf = (code: string): TrackingEvent | null => EVENTS.get(code) ?? null;
