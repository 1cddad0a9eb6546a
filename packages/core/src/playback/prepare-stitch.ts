import type { AdMediaPurpose } from '../http-purpose.js';
import { adIn, type AdRun, type BreakRun } from '../run/break-run.js';
import { changeAd, failAd } from '../run/track.js';
import { change, request, runOf, runWith, type Turn } from '../turn.js';
import { armStitch } from './arm-stitch.js';
import { fallBack } from './fall-back.js';
import { mayPrefetch } from './may-prefetch.js';
import { failMedia } from './substitute.js';
import { warmRequest } from './warm-request.js';

/** Asks for the playlists of every ad of the pod, all at once. */
export function prepareStitch(turn: Turn, ads: readonly AdRun[]): void {
  for (const { ad, files } of ads) {
    const url = files.stitch?.url ?? ''; // the strategy was chosen because every ad has one
    changeAd(turn, ad.adInstanceId, { media: { is: 'reading', texts: [], toCome: [url] } });
    fetchFor(turn, 'ad-playlist', ad.adInstanceId, [url]);
  }
}

/** Media that waits for content's buffer is asked for as soon as it may be. Ads that are not known good by the deadline are left out. */
export function giveUpMedia(turn: Turn, run: BreakRun): void {
  const { nowMs, config } = turn.state;
  if (run.phase !== 'preparing' || run.strategy !== 'stitch') return;
  if (run.held?.length && mayPrefetch(turn, run)) {
    change(turn, run, { held: [] });
    ask(
      turn,
      run.held.filter(({ adInstanceId }) => 'toCome' in (adIn(run, adInstanceId)?.media ?? {})),
    );
  }
  if (nowMs < run.deadlineMs) return;
  for (const { ad, media } of run.ads) {
    if ('toCome' in media) failAd(turn, ad.adInstanceId, 'MEDIA_TIMEOUT', `${config.mediaBudgetMs} ms`);
  }
  settle(turn, run);
}

/** Once every ad is either good or out, the break is armed with those that are good, or goes another way. */
export function settle(turn: Turn, { brk: { id } }: BreakRun): void {
  const run = runOf(turn, id);
  if (run?.phase !== 'preparing' || run.ads.some(({ media }) => 'toCome' in media) || fallBack(turn, run)) return;
  const others = run.ads.flatMap(({ ad, media }) =>
    media.is === 'refused' ? (failMedia(turn, ad.adInstanceId, 'MEDIA_UNSUPPORTED', media.detail) ?? []) : [],
  );
  prepareStitch(turn, others);
  const now = runOf(turn, id);
  if (now?.phase === 'preparing' && others.length === 0) armStitch(turn, now);
}

/** Asks for media of an ad, at once or when content's buffer allows it. */
export function fetchFor(turn: Turn, of: AdMediaPurpose['of'], adInstanceId: string, urls: readonly string[]): void {
  const run = runWith(turn, adInstanceId);
  const purposes = urls.map((url) => ({ of, adInstanceId, url }));
  if (!run || mayPrefetch(turn, run)) ask(turn, purposes);
  else change(turn, run, { held: [...(run.held ?? []), ...purposes] });
}

function ask(turn: Turn, purposes: readonly AdMediaPurpose[]): void {
  const timeoutMs = turn.state.config.mediaBudgetMs;
  for (const purpose of purposes) {
    const media = adIn(runWith(turn, purpose.adInstanceId), purpose.adInstanceId)?.media;
    request(turn, purpose, { ...warmRequest(purpose, media), url: purpose.url, timeoutMs });
  }
}
