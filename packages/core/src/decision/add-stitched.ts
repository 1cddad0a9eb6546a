import type { Ad, StitchedSpan } from '@cutaway/model';
import { type FilledRun, isUp } from '../run/break-run.js';
import { startAd } from '../run/start-ad.js';
import { change, type Turn } from '../turn.js';

/** More ads of a stream that someone else stitched: the playhead will find them. */
export function addStitched(turn: Turn, run: FilledRun, more: readonly Ad[], at: readonly StitchedSpan[]): void {
  if (!isUp(run)) return;
  const { pod, ads, spans } = run;
  const added = at.map(({ adInstanceId, startsAt, durationMs }) => ({
    ...{ adInstanceId, startsAt },
    endsAt: startsAt + durationMs,
  }));
  change(turn, run, {
    pod: { ...pod, ads: [...pod.ads, ...more] },
    ads: [...ads, ...more.map((ad) => startAd(turn, ad))],
    spans: [...spans, ...added],
  });
}
