import type { DecisionReply, ErrorName } from '@cutaway/model';
import { pickAhead, tellAhead } from '../ahead/reach-ahead.js';
import { markBreak } from '../run/break-mark.js';
import type { DecidingRun } from '../run/break-run.js';
import { closeUnfilled } from '../run/close.js';
import { addCause, runOf, type Turn } from '../turn.js';
import { hearTelemetry } from '../telemetry/telemetry.js';
import { accept } from './accept.js';
import { readReply } from './read-reply.js';

/** The service answered: its pod is taken, or the break is over. */
export function takeReply(turn: Turn, run: DecidingRun, text: string): void {
  const reply = readAnswer(turn, text);
  if (typeof reply === 'string') refuse(turn, run, 'DECISION_MALFORMED', reply, []);
  else takePod(turn, run, reply);
}

/** Reads an answer. What of it is broken, and no ad, is told and ignored: the break keeps its pod, and its verdict. */
export function readAnswer(turn: Turn, text: string): DecisionReply | string {
  return readReply(text, (fault) => addCause(turn, null, 'DECISION_MALFORMED', `${fault}, and is ignored`));
}

/** A pod for a break, of an answer that came now or was kept. */
export function takePod(turn: Turn, run: DecidingRun, reply: DecisionReply): void {
  const { hints, plan, errorUrls, breakTrackers = [] } = reply;
  markBreak(turn, run, breakTrackers);
  hearTelemetry(turn, run, reply);
  if (hints || plan) tellAhead(turn, { ...(hints && { hints }), ...(plan && { plan }) });
  if (reply.pod.ads.length === 0) return refuse(turn, run, 'DECISION_EMPTY', 'no ads', errorUrls);
  const picked = pickAhead(turn, run, reply);
  if (picked.pod.ads.length === 0) return refuse(turn, run, 'DECISION_EMPTY', 'no ad is below its limits', errorUrls);
  accept(turn, run, picked);
}

function refuse(turn: Turn, run: DecidingRun, error: ErrorName, detail: string, errorUrls: readonly string[]): void {
  closeUnfilled(turn, runOf(turn, run.brk.id) ?? run, [{ error, detail, errorUrls }]);
}
