import type { Ad, AdMs } from '@cutaway/model';
import { captionsAt } from './captions/ad-captions.js';
import { adIn, type AdRun, type BreakRun, isUp, lengthOf, onScreen, type PlayingRun } from './run/break-run.js';
import { endOf } from './playback/end-of.js';
import { overlaidBy } from './playback/overlay.js';
import type { SessionState } from './state.js';
import type { AdView } from './ui-port.js';

/** What the UI should show. */
export function viewOf({ runs, player }: SessionState): AdView {
  const run = onScreen(runs);
  if (!run) return { ad: null, overlay: overlay(runs) };
  const ad = adView(run, player.programMs);
  const isSlate = adIn(run, run.current)?.isSlate && player.programMs !== null;
  // Apart from content it goes on to the planned end.
  const endsAt = run.spans.length > 0 ? endOf(run.spans) : (run.endsAt ?? 0);
  const remainingSeconds = wholeSeconds(endsAt - (player.programMs ?? 0));
  return { ad, overlay: null, ...(isSlate && { slate: { remainingSeconds } }) };
}

function adView({ ads, spans, current, adMs, insert }: PlayingRun, programMs: number | null): AdView['ad'] {
  const isStitched = spans.length > 0;
  const isShown = ({ ad, outcome }: AdRun): boolean =>
    isStitched
      ? spans.some((span) => span.adInstanceId === ad.adInstanceId)
      : outcome !== 'failed' && outcome !== 'expired';
  const shown = ads.filter((one) => !one.isSlate && isShown(one));
  const at = shown.findIndex(({ ad: { adInstanceId } }) => adInstanceId === current);
  const one = shown[at];
  if (!one) return null;
  const { ad } = one;
  const { adInstanceId, title, skipAfterMs, clickThrough } = ad;
  const captions = captionsAt(one, adMs);
  const restMs = shown.slice(at).reduce((sum, one) => sum + lengthOf(one), -adMs);
  return {
    ...{ adInstanceId, title, clickThrough },
    position: at + 1,
    count: shown.length,
    remainingSeconds: wholeSeconds(isStitched && !insert && programMs !== null ? endOf(spans) - programMs : restMs),
    skipInSeconds: skipAfterMs == null ? null : wholeSeconds(skipAfterMs - adMs),
    icons: iconsAt(ad, adMs),
    ...(captions.length > 0 && { captions }),
  };
}

/** Icons show from their offset on, for their duration or as long as the ad (VAST 4.3 §3.11). */
function iconsAt({ icons = [] }: Ad, adMs: AdMs): NonNullable<AdView['ad']>['icons'] {
  const all = icons.map((icon, place) => ({ of: `icon:${place}`, icon }));
  return all.filter(({ icon: { offsetMs, durationMs } }) => {
    return adMs >= offsetMs && (durationMs === null || adMs < offsetMs + durationMs);
  });
}

const wholeSeconds = (ms: number): number => Math.max(0, Math.ceil(ms / 1000));

function overlay(runs: readonly BreakRun[]): AdView['overlay'] {
  for (const run of runs) {
    const adInstanceId = isUp(run) && run.strategy === 'overlay' && overlaidBy(run);
    const nonLinear = adInstanceId && adIn(run, adInstanceId)?.ad.nonLinear;
    if (nonLinear) return { adInstanceId, nonLinear };
  }
  return null;
}
