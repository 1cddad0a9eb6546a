import type { Ad, ProgramMs, WallMs } from '@cutaway/model';
import { addCause, runWith, type Turn } from '../turn.js';
import type { FilledRun } from './break-run.js';
import { changeAd, track } from './track.js';

/** True where an ad's `Expires` (VAST 4.1) will have passed at a moment: it counts from the answer. */
export function hasExpired({ answeredAtMs }: FilledRun, { expiresMs }: Ad, atMs: WallMs): boolean {
  return expiresMs !== undefined && answeredAtMs !== null && atMs > answeredAtMs + expiresMs;
}

/** When the playhead will be at a place of the programme, at the soonest. */
export function reachedAtMs({ state: { nowMs, player } }: Turn, at: ProgramMs): WallMs {
  return nowMs + Math.max(0, at - (player.programMs ?? at));
}

/** An ad that would show its first frame too late is not played: it hears notUsed. True where that is so. */
export function expireAd(turn: Turn, ad: Ad, atMs: WallMs): boolean {
  const { adInstanceId, expiresMs } = ad;
  const run = runWith(turn, adInstanceId);
  if (!run || !hasExpired(run, ad, atMs)) return false;
  addCause(turn, run.brk.id, 'AD_EXPIRED', `after ${expiresMs} ms`, adInstanceId);
  track(turn, adInstanceId, { type: 'not-used' });
  changeAd(turn, adInstanceId, { media: { is: 'failed' }, outcome: 'expired' });
  return true;
}
