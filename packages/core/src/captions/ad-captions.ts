import type { AdMs } from '@cutaway/model';
import { adIn, type AdRun, filled } from '../run/break-run.js';
import { changeAd } from '../run/track.js';
import { addCause, runWith, type Turn } from '../turn.js';
import type { CaptionsTold } from './captions-order.js';

/**
 * Asks for the captions of ads that are to come or on the screen, where the viewer has captions on: again where he wants others. An ad has
 * none where he has them off.
 */
export function askForCaptions(turn: Turn): void {
  const { player, runs, detached, config } = turn.state;
  // Content that left its element says nothing of the viewer's wish.
  if (detached) return;
  const { text = null, audio = null } = player.rendition ?? {};
  const wish = text && `${text.language}|${audio?.language}`;
  for (const { strategy, ads } of runs.flatMap((run) => filled(run) ?? []))
    for (const { ad, outcome, captions } of ads) {
      const { adInstanceId, captions: files = [] } = ad;
      if (strategy === 'overlay' || files.length === 0 || outcome || (captions?.wish ?? null) === wish) continue;
      changeAd(turn, adInstanceId, { captions: wish === null ? undefined : { wish, cues: [] } });
      if (!text || wish === null) continue;
      const order = { adInstanceId, wish, files, text, audio, timeoutMs: config.mediaBudgetMs };
      turn.effects.push({ type: 'captions', order });
    }
}

/** They are here, or not to be had: the ad plays in any case. */
export function onCaptions(turn: Turn, { adInstanceId, wish, cues, missing }: CaptionsTold): void {
  const run = runWith(turn, adInstanceId);
  // The viewer wants others by now.
  if (adIn(run, adInstanceId)?.captions?.wish !== wish) return;
  if (missing === null) changeAd(turn, adInstanceId, { captions: { wish, cues } });
  else addCause(turn, run?.brk.id ?? null, 'CAPTIONS_FAILED', missing, adInstanceId);
}

/** The lines to be read over the ad now, those of the earlier cue first. */
export function captionsAt({ captions }: AdRun, adMs: AdMs): readonly string[] {
  return (captions?.cues ?? [])
    .filter(({ startMs, endMs }) => startMs <= adMs && adMs < endMs)
    .flatMap(({ lines }) => lines);
}
