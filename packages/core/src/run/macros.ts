import type { MacroContext } from '@cutaway/vast';
import type { SessionState } from '../state.js';
import type { AdRun, FilledRun } from './break-run.js';

/** What URLs about a whole break may be told. */
export function breakMacros(state: SessionState, errorCode: number): MacroContext {
  // No advertiser reads more than eight digits; the clock is enough to keep two breaks' calls apart.
  return {
    nowMs: state.nowMs,
    cacheBusting: (state.random ^ state.nowMs) >>> 0,
    errorCode,
    transactionId: state.sessionId,
  };
}

/** What an ad's URLs may be told now. */
export function macrosFor(state: SessionState, run: FilledRun, { ad }: AdRun, cacheBusting: number): MacroContext {
  const { endsAt, brk, pod } = run;
  return {
    nowMs: state.nowMs,
    cacheBusting,
    mediaPlayheadMs: state.player.programMs,
    breakPosition: 2,
    breakMaxDurationMs: endsAt === null ? null : endsAt - brk.startsAt,
    podSequence: pod.ads.indexOf(ad) + 1,
    assetUri: ad.mediaFiles[0]?.url ?? null,
    universalAdIds: ad.universalAdId === null ? null : [ad.universalAdId],
    transactionId: state.sessionId,
    serverSide: 0,
    playerState: state.player.muted ? ['muted'] : [],
  };
}
