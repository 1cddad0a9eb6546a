import type { TrackingEvent } from '@cutaway/model';
import { isRepeatable } from './heard-beacon.js';
import type { ReadTicket } from './pod-ticket.js';

/** What tells one event from another. */
export interface EventIdentity {
  readonly ad: number | null;
  readonly event: TrackingEvent;
  readonly nonce?: string | null | undefined;
  readonly of?: string | null | undefined;
  readonly at?: string | null | undefined;
  readonly cacheBusting?: string | null | undefined;
}

/** One client of one pod. A nonce counts only where many share the token: a viewer's own pod is billed once, whatever stands in the URL. */
export function clientOf({ cohort, podId }: ReadTicket, nonce: string | null | undefined): string {
  return cohort === null ? podId : `${podId}.${nonce ?? ''}`;
}

/** The placing of one ad for one client: its impression is billed once. Known when the pod is decided, for reservations to be settled by. */
export function commitIdOf(ticket: ReadTicket, ad: number, nonce?: string | null): string {
  return `${clientOf(ticket, nonce)}.${ad}`;
}

/** Two calls with the same key are one event. */
export function eventKey(ticket: ReadTicket, event: EventIdentity): string {
  const moment = isRepeatable(event.event) ? (event.cacheBusting ?? '') : '';
  const placing = `${clientOf(ticket, event.nonce)}.${event.ad ?? '_'}.${event.event}`;
  return event.of == null && event.at == null && moment === ''
    ? placing
    : `${placing}.${event.of ?? ''}.${event.at ?? ''}.${moment}`;
}
