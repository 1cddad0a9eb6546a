import type { TrackingEvent } from '@cutaway/model';

/** Where a beacon goes: `/v1/beacon/:sessionId/:adInstanceId/:level/:event/:index`. The player fills the macros. */
export function beaconUrl(baseUrl: string, sessionId: string, instanceId: string, event: TrackingEvent): string {
  const path = [sessionId, instanceId, '0', event, '0'].map(encodeURIComponent).join('/');
  return `${baseUrl}/v1/beacon/${path}?${event === 'error' ? 'code=[ERRORCODE]&' : ''}${MACROS}`;
}

/** The collector hears from [SERVERSIDE] who really called: 2 is a server on its own (VAST 4.3 §6.1). */
const MACROS = 'playhead=[ADPLAYHEAD]&by=[SERVERSIDE]&cb=[CACHEBUSTING]';
