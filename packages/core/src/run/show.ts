import type { AdMs } from '@cutaway/model';
import { runOf, putRun, tell, type Turn } from '../turn.js';
import { filledFacts } from './break-run.js';
import { changeAd, track } from './track.js';

/** Steps longer than this are a seek, not playback. */
const LONGEST_STEP_MS = 1000;

/** A frame of an ad is on the screen: the first one makes the switch. */
export function showFrame(turn: Turn, breakId: string, adInstanceId: string, adMs: AdMs): void {
  const run = runOf(turn, breakId);
  if (run === null || (run.phase !== 'armed' && run.phase !== 'playing')) return;
  const { nowMs, player } = turn.state;
  const isNew = run.phase === 'armed' || run.current !== adInstanceId;
  if (run.phase === 'playing' && isNew) finishAd(turn, breakId, run.current, 'ended');
  const before = run.phase === 'playing' && !isNew ? run.adMs : null;
  const fresh = runOf(turn, breakId);
  if (fresh === null || (fresh.phase !== 'armed' && fresh.phase !== 'playing')) return;
  const moved = before === null || adMs !== before;
  const latencyBeforeMs = fresh.phase === 'playing' ? fresh.latencyBeforeMs : player.latencyMs;
  const movedAtMs = moved || fresh.phase !== 'playing' ? nowMs : fresh.movedAtMs;
  putRun(turn, {
    ...filledFacts(fresh),
    phase: 'playing',
    spans: fresh.spans,
    current: adInstanceId,
    adMs,
    movedAtMs,
    latencyBeforeMs,
  });
  if (isNew) tell(turn, 'switch', { atMs: nowMs, breakId, to: 'ad', adInstanceId, strategy: fresh.strategy });
  const stepMs = before === null ? 0 : adMs - before;
  const adRun = fresh.ads.find(({ ad }) => ad.adInstanceId === adInstanceId);
  if (adRun !== undefined && stepMs >= 0 && stepMs <= LONGEST_STEP_MS) {
    changeAd(turn, breakId, adInstanceId, {
      shownMs: adRun.shownMs + (before === null ? Math.min(Math.max(adMs, 1), LONGEST_STEP_MS) : stepMs),
    });
  }
  track(turn, breakId, adInstanceId, { type: 'frame', adMs });
}

/** The ad on the screen is over: by its own end, or because something ended it. */
export function finishAd(turn: Turn, breakId: string, adInstanceId: string, how: 'ended' | 'cut'): void {
  const run = runOf(turn, breakId);
  if (run?.phase !== 'playing') return;
  const adRun = run.ads.find(({ ad }) => ad.adInstanceId === adInstanceId);
  if (adRun === undefined || adRun.outcome !== null) return;
  const whole = how === 'ended' && adRun.ad.durationMs - run.adMs <= 300;
  track(turn, breakId, adInstanceId, { type: whole ? 'ended' : 'cut' });
  changeAd(turn, breakId, adInstanceId, {
    outcome: whole ? 'played' : 'cut',
    ...(whole ? { shownMs: adRun.ad.durationMs } : {}),
  });
}

/** Orders content back; the break closes on the first content frame after it. */
export function orderReturn(turn: Turn, breakId: string, how: 'show-content' | 'reload-content'): void {
  const run = runOf(turn, breakId);
  if (run === null || run.phase === 'signalled' || run.phase === 'deciding' || run.phase === 'returning') return;
  if (run.phase === 'playing') finishAd(turn, breakId, run.current, 'cut');
  const fresh = runOf(turn, breakId);
  if (fresh === null || fresh.phase === 'signalled' || fresh.phase === 'deciding' || fresh.phase === 'returning')
    return;
  const latencyBeforeMs = fresh.phase === 'playing' ? fresh.latencyBeforeMs : turn.state.player.latencyMs;
  putRun(turn, {
    ...filledFacts(fresh),
    phase: 'returning',
    how,
    since: turn.state.nowMs,
    tries: 1,
    orderFailed: false,
    latencyBeforeMs,
  });
  turn.effects.push({ type: 'player', command: { type: how } });
  turn.effects.push({ type: 'wake', inMs: 500 });
}
