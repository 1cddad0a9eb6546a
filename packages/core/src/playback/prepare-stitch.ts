import { adMediaUris, type AdMedia, checkFits, readAdMedia } from '@cutaway/manifest';
import type { HttpPurpose } from '../fact.js';
import type { HttpReply } from '../ports.js';
import { adIn, type AdMediaState, type AdRun, type BreakRun } from '../run/break-run.js';
import { changeAd, failAd } from '../run/track.js';
import { request, runOf, runWith, wake, type Turn } from '../turn.js';
import { armStitch } from './stitch-break.js';
import { hlsFile } from './choose-strategy.js';

type Reading = Extract<AdMediaState, { is: 'reading' }>;

/** Asks for the playlists of every ad of the pod, all at once. */
export function prepareStitch(turn: Turn, ads: readonly AdRun[]): void {
  for (const { ad } of ads) {
    const url = hlsFile(ad)?.url ?? ''; // the strategy was chosen because every ad has one
    changeAd(turn, ad.adInstanceId, { media: { is: 'reading', url, texts: {}, toCome: [url] } });
    fetchFor(turn, 'ad-playlist', ad.adInstanceId, [url]);
  }
  wake(turn, turn.state.config.mediaBudgetMs);
}

/** A playlist or segment of an ad is here, or not to be had. */
export function onAdMedia(
  turn: Turn,
  { adInstanceId, url }: Extract<HttpPurpose, { url: string }>,
  { status, failure, text }: HttpReply,
): void {
  const run = runWith(turn, adInstanceId);
  const media = adIn(run, adInstanceId)?.media;
  if (run?.phase !== 'preparing' || !media || !('toCome' in media)) return;
  if (status < 200 || status > 299) {
    const isLate = status === 0 && failure !== 'network';
    failAd(turn, adInstanceId, isLate ? 'MEDIA_TIMEOUT' : 'MEDIA_NOT_FOUND', `${url}: status ${status}`);
  } else if (media.is === 'reading') readOn(turn, adInstanceId, media, url, text);
  else {
    const toCome = media.toCome.filter((other) => other !== url);
    const next: AdMediaState = toCome.length > 0 ? { ...media, toCome } : { is: 'ready', media: media.media };
    changeAd(turn, adInstanceId, { media: next });
  }
  settle(turn, run);
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

function readOn(turn: Turn, adInstanceId: string, media: Reading, url: string, text: string): void {
  const texts = { ...media.texts, [url]: text };
  let toCome = media.toCome.filter((other) => other !== url);
  if (url === media.url) {
    toCome = [...adMediaUris({ url, text })];
    fetchFor(turn, 'ad-playlist', adInstanceId, toCome);
  }
  if (toCome.length > 0) return changeAd(turn, adInstanceId, { media: { ...media, texts, toCome } });
  const [first, ...rest] = [media.url, ...Object.keys(texts).filter((uri) => uri !== media.url)].map((uri) => ({
    url: uri,
    text: texts[uri] ?? '',
  }));
  const read = readAdMedia(adInstanceId, first ?? { url, text }, rest);
  if ('error' in read) return failAd(turn, adInstanceId, read.error, read.detail);
  const unfit = checkFits([read], turn.state.renditionKinds);
  if (unfit) return failAd(turn, adInstanceId, unfit.name, unfit.detail);
  const warm = firstSegments(read);
  fetchFor(turn, 'ad-segment', adInstanceId, warm);
  changeAd(turn, adInstanceId, { media: { is: 'warming', media: read, toCome: warm } });
}

/** The start of one video and one audio rendition: proof that the media is there, and warm in the caches on the way. */
function firstSegments({ renditions }: AdMedia): string[] {
  const uris = ['video', 'muxed', 'audio'].flatMap((kind) => {
    const rendition = renditions.find((one) => one.kind === kind);
    return [rendition?.mapUri, rendition?.segments[0]?.uri];
  });
  return [...new Set(uris)].filter((uri): uri is string => !!uri);
}

/** Once every ad is either good or out, the break is armed with those that are good. */
function settle(turn: Turn, { brk: { id } }: BreakRun): void {
  const run = runOf(turn, id);
  if (run?.phase === 'preparing' && !run.ads.some(({ media }) => 'toCome' in media)) armStitch(turn, run);
}

function fetchFor(turn: Turn, of: 'ad-playlist' | 'ad-segment', adInstanceId: string, urls: readonly string[]): void {
  const use = of === 'ad-segment' ? 'warm' : 'text';
  const timeoutMs = turn.state.config.mediaBudgetMs;
  for (const url of urls) request(turn, { of, adInstanceId, url }, { url, timeoutMs, use });
}
