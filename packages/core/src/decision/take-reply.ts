import type { ErrorName } from '@cutaway/model';
import { markBreak } from '../run/break-mark.js';
import type { DecidingRun } from '../run/break-run.js';
import { closeUnfilled } from '../run/close.js';
import type { Turn } from '../turn.js';
import { hearTelemetry } from '../telemetry/telemetry.js';
import { accept } from './accept.js';
import { readReply } from './read-reply.js';

/** The service answered: its pod is taken, or the break is over. */
export function takeReply(turn: Turn, run: DecidingRun, text: string): void {
  const refuse = (error: ErrorName, detail: string, errorUrls: readonly string[]) =>
    closeUnfilled(turn, run, [{ error, detail, errorUrls }]);
  const reply = readReply(text);
  if (typeof reply === 'string') return refuse('DECISION_MALFORMED', reply, []);
  markBreak(turn, run, reply.breakTrackers ?? []);
  hearTelemetry(turn, run, reply);
  if (reply.pod.ads.length === 0) return refuse('DECISION_EMPTY', 'no ads', reply.errorUrls);
  accept(turn, run, reply);
}
