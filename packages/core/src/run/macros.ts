import { fillMacros, type MacroContext } from '@cutaway/vast';
import { privacyMacros } from '../privacy/privacy-macros.js';
import type { SessionState } from '../state.js';
import { VERSION } from '../version.js';
import { roomOf, type BreakRun } from './break-run.js';
import { transactionId } from './transaction-id.js';

/** What URLs about a whole break may be told. */
export function breakMacros(state: SessionState, run: BreakRun, errorCode: number | null): MacroContext {
  const { brk, askedAs } = run;
  const { nowMs, random, sessionId, player, config, privacy, programme } = state;
  // Dates of a playlist on demand count from its own start; what is live has none.
  const startsAt = (state.live === false && programme?.content?.startsAt) || 0;
  const askedBy = askedAs ?? sessionId;
  return {
    nowMs,
    // The clock is enough to keep two breaks' calls apart.
    cacheBusting: (random ^ nowMs) >>> 0,
    errorCode,
    mediaPlayheadMs: player.programMs === null ? null : player.programMs - startsAt,
    breakPosition: brk.position === 'pre' ? 1 : brk.position === 'post' ? 3 : 2,
    breakMaxDurationMs: roomOf(run),
    transactionId: transactionId(askedBy, brk.id),
    serverSide: 0,
    playerState: [...(player.muted ? ['muted'] : []), ...(player.fullscreen ? ['fullscreen'] : [])],
    ...(player.quality?.size[0] && { playerSize: player.quality.size }),
    clientUa: `${player.name}/${player.version ?? 'unknown'} cutaway/${VERSION}`,
    others: { ...config.macros, ...privacyMacros(privacy, askedBy === sessionId) },
  };
}

/** A URL about a whole break with its macros filled. */
export function fillFor(state: SessionState, run: BreakRun, url: string, errorCode: number | null = null): string {
  return fillMacros(url, breakMacros(state, run, errorCode));
}
