import type { SessionEvent } from '@cutaway/core';
import type { InspectorLog } from './inspector-log.js';
import { noteBeacon } from './note-beacon.js';
import { noteBreak } from './note-break.js';
import { noteCause } from './note-cause.js';
import { noteConflict, noteRestrictions } from './note-diagnostics.js';
import { noteDecision } from './note-decision.js';
import { noteSignal } from './note-signal.js';
import { noteSwitch } from './note-switch.js';

/** How long an entry is kept after it has ended. */
const KEEP_MS = 90_000;

/**
 * The log after one more event of the session. `playheadMs` is the programme time on screen, which places a break that
 * is still to come on the wall clock.
 */
export function noteEvent(log: InspectorLog, event: SessionEvent, playheadMs: number | null): InspectorLog {
  const { atMs } = event.detail;
  const kept = log.filter(({ fromMs, untilMs }) => untilMs === null || (untilMs ?? fromMs) > atMs - KEEP_MS);
  switch (event.type) {
    case 'signal':
      return noteSignal(kept, event.detail);
    case 'break':
      return noteBreak(kept, event.detail, playheadMs);
    case 'decision':
      return noteDecision(kept, event.detail);
    case 'switch':
      return noteSwitch(kept, event.detail);
    case 'beacon':
      return noteBeacon(kept, event.detail);
    case 'cause':
      return noteCause(kept, event.detail);
    case 'conflict':
      return noteConflict(kept, event.detail);
    case 'restrictions':
      return noteRestrictions(kept, event.detail);
    // What an application does with them is its own.
    case 'companions':
    case 'click':
    case 'report':
      return kept;
  }
}
