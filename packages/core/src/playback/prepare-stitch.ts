import type { AdMediaPurpose } from '../http-purpose.js';
import type { AdRun, BreakRun } from '../run/break-run.js';
import { changeAd, failAd } from '../run/track.js';
import { request, runOf, type Turn } from '../turn.js';
import { armStitch } from './arm-stitch.js';

/** Asks for the playlists of every ad of the pod, all at once. */
export function prepareStitch(turn: Turn, ads: readonly AdRun[]): void {
  for (const { ad, files } of ads) {
    const url = files.stitch?.url ?? ''; // the strategy was chosen because every ad has one
    changeAd(turn, ad.adInstanceId, { media: { is: 'reading', texts: [], toCome: [url] } });
    fetchFor(turn, 'ad-playlist', ad.adInstanceId, [url]);
  }
}

/** Ads whose media is not known good by the deadline are left out. */
export function giveUpMedia(turn: Turn, run: BreakRun): void {
  const { nowMs, config } = turn.state;
  if (run.phase !== 'preparing' || run.strategy !== 'stitch' || nowMs < run.deadlineMs) return;
  for (const { ad, media } of run.ads) {
    if ('toCome' in media) failAd(turn, ad.adInstanceId, 'MEDIA_TIMEOUT', `${config.mediaBudgetMs} ms`);
  }
  settle(turn, run);
}

/** Once every ad is either good or out, the break is armed with those that are good. */
export function settle(turn: Turn, { brk: { id } }: BreakRun): void {
  const run = runOf(turn, id);
  if (run?.phase === 'preparing' && !run.ads.some(({ media }) => 'toCome' in media)) armStitch(turn, run);
}

/** Asks for media of an ad. */
export function fetchFor(turn: Turn, of: AdMediaPurpose['of'], adInstanceId: string, urls: readonly string[]): void {
  const use = of === 'ad-segment' ? 'warm' : 'text';
  const timeoutMs = turn.state.config.mediaBudgetMs;
  for (const url of urls) request(turn, { of, adInstanceId, url }, { url, timeoutMs, use });
}
