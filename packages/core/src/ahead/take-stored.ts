import { mayPersonalise } from './may-personalise.js';
import type { SignalledRun } from '../run/break-run.js';
import { change, runOf, type Turn } from '../turn.js';
import { distanceMs } from '../vod/distance.js';
import type { KnownHint } from './ahead-state.js';
import { changeHint } from './ask-ahead.js';
import { fitLadder } from './fit-ladder.js';
import { matchHint } from './match-hint.js';

/**
 * A break whose decision is due may have been known ahead. Its answer is taken where it is there; one that is on its way, or is
 * asked for in good time, is waited for.
 * @returns false: the break asks for itself.
 */
export function take(turn: Turn, run: SignalledRun): boolean {
  const { state } = turn;
  const { brk, insert, endsAt } = run;
  const known = insert || brk.kind !== 'linear' ? null : matchHint(state, brk);
  if (!known || !state.ahead) return false;
  const leftMs = Math.max(0, distanceMs(state, brk) ?? 0);
  const { budgetMs, mediaBudgetMs } = state.config;
  if (known.is === 'asked') return true;
  if (known.is === 'waiting') return known.askAtMs + budgetMs + mediaBudgetMs <= state.nowMs + leftMs;
  const { reply, asked, hint } = known;
  if (known.is !== 'stored' || !reply || !asked) return false;
  changeHint(turn, hint.planId, { is: 'used' });
  const fitting = fitLadder(reply, asked.durationMs, endsAt === null ? null : endsAt - brk.startsAt);
  if (!fitting || !isGood(turn, known, leftMs)) return false;
  const { atMs: askedAtMs, as: askedAs } = asked;
  change(turn, run, { phase: 'deciding', askedAtMs, askedAs, deadlineMs: state.nowMs + budgetMs, resolving: null });
  const now = runOf(turn, brk.id);
  if (now?.phase === 'deciding') turn.ads?.takePod(turn, now, fitting);
  return true;
}

/** It may still begin then, is this session's, and says no more of the viewer than is agreed to now. */
function isGood({ state }: Turn, { hint, reply, asked }: KnownHint, leftMs: number): boolean {
  const untilMs = Math.min(hint.expiresAtMs, reply?.expiresAtMs ?? Infinity);
  const isAgreed = !asked?.isPersonal || mayPersonalise(state.privacy);
  return state.nowMs + leftMs <= untilMs && asked?.as === state.sessionId && isAgreed;
}
