import { parseVmap, startVmap, type VmapStep } from '@cutaway/vast';
import type { HttpReply } from '../ports.js';
import type { BreakRun, DecidingRun } from '../run/break-run.js';
import { close } from '../run/close.js';
import type { SessionState } from '../state.js';
import { amend, change, runOf, tell, type Turn } from '../turn.js';
import { isDue } from './ask.js';
import { askedBreak } from './asked-break.js';
import { failureOf } from './on-decision.js';
import { resolveOptions, resolveVast } from './resolve-vast.js';
import { followVmap, isVmap } from './resolve-vmap.js';

/** The tag of a whole programme answered: its AdBreaks are the breaks of this session. */
export function onProgramme(turn: Turn, run: DecidingRun, reply: HttpReply): void {
  const isOfProgramme = run.brk.carrier === 'app' && !failureOf(reply) && isVmap(reply.text);
  const vmap = isOfProgramme ? parseVmap(reply.text) : null;
  // What is no VMAP is about the one break that asked.
  if (vmap === null || 'error' in vmap) return resolveVast(turn, run, reply);
  amend(turn, { programme: { ...turn.state.programme, vmap } });
  // Before the pre-roll closes: it holds content back for what else comes first.
  turn.ads?.placeBreaks(turn);
  const step = startVmap(vmap, askedBreak(run.brk), resolveOptions(turn, run));
  // Without a pre-roll in it, there never was one.
  if (isEmpty(step)) change(turn, run, { cancelled: true });
  if (isEmpty(step) && step.failures.length === 0) {
    tell(turn, 'decision', { breakId: run.brk.id, stage: 'answered', adCount: 0, cause: null });
    close(turn, run);
  } else followVmap(turn, run, step);
  answerWhenDue(turn);
}

/** The VMAP has placed this break. */
export function isPlaced({ programme }: SessionState, { brk }: BreakRun): boolean {
  return brk.carrier === 'vmap' && programme?.vmap !== undefined;
}

/** A break that the VMAP placed is near: its AdBreaks are here, and what they name is asked for now. */
export function answerWhenDue(turn: Turn): void {
  const { programme, nowMs, sessionId, config } = turn.state;
  if (!programme?.vmap) return;
  for (const one of turn.state.runs) {
    const { brk, phase } = one;
    if (phase !== 'signalled' || !isPlaced(turn.state, one) || !isDue(turn.state, one)) continue;
    const deadlineMs = nowMs + config.budgetMs;
    change(turn, { brk }, { phase: 'deciding', askedAtMs: nowMs, askedAs: sessionId, deadlineMs, resolving: null });
    tell(turn, 'decision', { breakId: brk.id, stage: 'asked', adCount: 0, cause: null });
    const run = runOf(turn, brk.id);
    if (run?.phase !== 'deciding') continue;
    // What is wrong with the document was told when it came.
    const document = { ...programme.vmap, failures: [] };
    followVmap(turn, run, startVmap(document, askedBreak(brk), resolveOptions(turn, run)));
  }
}

function isEmpty(step: VmapStep): step is Extract<VmapStep, { type: 'done' }> {
  return step.type === 'done' && step.breaks.length === 0;
}
