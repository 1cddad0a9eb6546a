import type { ErrorName, ProgramMs } from '@cutaway/model';
import { markOf } from '@cutaway/tracking';
import { stepBreaks, type BreaksFact, type HlsSignals } from '@cutaway/signals';
import { addCause, amend, tell, type Turn } from '../turn.js';
import { onNotice } from './on-notice.js';

/** How many signals are remembered as told: more than a window of hours repeats. */
const REMEMBERED = 512;

/** What any carrier says. */
export function hearSignals(turn: Turn, { signals, causes }: HlsSignals, edge: ProgramMs | null): void {
  for (const signal of signals) {
    if (isNew(turn, JSON.stringify({ ...signal, evidence: '' }))) tell(turn, 'signal', { signal });
  }
  for (const { name, detail } of causes) causeOnce(turn, name, detail);
  hearBreaks(turn, { type: 'signals', signals, edge });
}

/** Steps the break reducer, and each run that it speaks of. */
export function hearBreaks(turn: Turn, fact: BreaksFact): void {
  const { state: breaks, notices } = stepBreaks(turn.state.breaks, fact);
  amend(turn, { breaks });
  for (const notice of notices) onNotice(turn, notice);
}

/** Causes are told once a text, not once a refresh. */
export function causeOnce(turn: Turn, name: ErrorName, detail: string): void {
  if (isNew(turn, `${name} ${detail}`)) addCause(turn, null, name, detail);
}

function isNew(turn: Turn, text: string): boolean {
  const { signalsTold } = turn.state;
  const mark = markOf(text);
  if (signalsTold.includes(mark)) return false;
  amend(turn, { signalsTold: [...signalsTold.slice(1 - REMEMBERED), mark] });
  return true;
}
