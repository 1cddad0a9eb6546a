import { fillMacros, type MacroContext } from '@cutaway/vast';
import { privacyMacros } from '../privacy/privacy.js';
import type { SessionState } from '../state.js';
import type { BreakRun } from './break-run.js';

/** What URLs about a whole break may be told. */
export function breakMacros(
  state: SessionState,
  { brk, endsAt, askedAs }: BreakRun,
  errorCode: number | null,
): MacroContext {
  const { nowMs, random, sessionId, player, privacy } = state;
  const transactionId = askedAs ?? sessionId;
  return {
    nowMs,
    // The clock is enough to keep two breaks' calls apart.
    cacheBusting: (random ^ nowMs) >>> 0,
    errorCode,
    mediaPlayheadMs: player.programMs,
    breakPosition: 2,
    breakMaxDurationMs: endsAt === null ? null : endsAt - brk.startsAt,
    transactionId,
    serverSide: 0,
    playerState: player.muted ? ['muted'] : [],
    others: privacyMacros(privacy, transactionId === sessionId),
  };
}

/** A URL about a whole break with its macros filled. */
export function fillFor(state: SessionState, run: BreakRun, url: string, errorCode: number | null = null): string {
  return fillMacros(url, breakMacros(state, run, errorCode));
}
