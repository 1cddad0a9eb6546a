import { adMediaUris, type AdMedia, checkFits, readAdMedia } from '@cutaway/manifest';
import type { ErrorName } from '@cutaway/model';
import type { HttpPurpose } from '../fact.js';
import type { HttpReply } from '../ports.js';
import { type AdMediaState, type AdRun, filled } from '../run/break-run.js';
import { changeAd, failAd } from '../run/track.js';
import { runOf, type Turn } from '../turn.js';
import { armStitch } from './stitch-break.js';
import { hlsFile } from './choose-strategy.js';

/** Asks for the playlists of every ad of the pod, all at once. */
export function prepareStitch(turn: Turn, breakId: string): void {
  const run = runOf(turn, breakId);
  if (run?.phase !== 'preparing') return;
  for (const { ad } of run.ads) {
    const file = hlsFile(ad);
    if (file === null) continue; // the strategy was chosen because every ad has one
    changeAd(turn, breakId, ad.adInstanceId, {
      media: { is: 'reading', url: file.url, texts: {}, toCome: [file.url] },
    });
    fetchFor(turn, 'ad-playlist', breakId, ad.adInstanceId, file.url);
  }
  turn.effects.push({ type: 'wake', inMs: turn.state.config.mediaBudgetMs });
}

/** A playlist or segment of an ad is here, or not to be had. */
export function onAdMedia(turn: Turn, purpose: Extract<HttpPurpose, { adInstanceId: string }>, reply: HttpReply): void {
  const { breakId, adInstanceId, url } = purpose;
  const run = runOf(turn, breakId);
  const media =
    run?.phase === 'preparing' ? run.ads.find(({ ad }) => ad.adInstanceId === adInstanceId)?.media : undefined;
  if (media === undefined || (media.is !== 'reading' && media.is !== 'warming')) return;
  if (reply.status < 200 || reply.status > 299) {
    failAd(turn, breakId, adInstanceId, errorOf(reply), `${url}: status ${reply.status}`);
  } else {
    const next =
      media.is === 'reading' ? readOn(turn, breakId, adInstanceId, media, url, reply.text) : warmed(media, url);
    if (next !== null) changeAd(turn, breakId, adInstanceId, { media: next });
  }
  settle(turn, breakId);
}

/** Ads whose media is not known good by the deadline are left out. */
export function giveUpMedia(turn: Turn, breakId: string): void {
  const run = runOf(turn, breakId);
  if (run?.phase !== 'preparing' || run.strategy !== 'stitch' || turn.state.nowMs < run.deadlineMs) return;
  for (const { ad, media } of run.ads) {
    if (isOpen(media)) failAd(turn, breakId, ad.adInstanceId, 'MEDIA_TIMEOUT', `${turn.state.config.mediaBudgetMs} ms`);
  }
  settle(turn, breakId);
}

function readOn(
  turn: Turn,
  breakId: string,
  adInstanceId: string,
  media: Extract<AdMediaState, { is: 'reading' }>,
  url: string,
  text: string,
): AdMediaState | null {
  const texts = { ...media.texts, [url]: text };
  let toCome = media.toCome.filter((other) => other !== url);
  if (url === media.url) {
    toCome = [...adMediaUris({ url, text })];
    for (const uri of toCome) fetchFor(turn, 'ad-playlist', breakId, adInstanceId, uri);
  }
  if (toCome.length > 0) return { ...media, texts, toCome };
  const first = { url: media.url, text: texts[media.url] ?? '' };
  const rest = Object.entries(texts).filter(([uri]) => uri !== media.url);
  const read = readAdMedia(
    adInstanceId,
    first,
    rest.map(([uri, body]) => ({ url: uri, text: body })),
  );
  if ('error' in read) return refuse(turn, breakId, adInstanceId, read.error, read.detail);
  const unfit = checkFits([read], turn.state.renditionKinds);
  if (unfit !== null) return refuse(turn, breakId, adInstanceId, unfit.name, unfit.detail);
  const warm = firstSegments(read);
  for (const uri of warm) fetchFor(turn, 'ad-segment', breakId, adInstanceId, uri);
  return { is: 'warming', media: read, toCome: warm };
}

function refuse(turn: Turn, breakId: string, adInstanceId: string, name: ErrorName, detail: string): null {
  failAd(turn, breakId, adInstanceId, name, detail);
  return null;
}

function warmed(media: Extract<AdMediaState, { is: 'warming' }>, url: string): AdMediaState {
  const toCome = media.toCome.filter((other) => other !== url);
  return toCome.length > 0 ? { ...media, toCome } : { is: 'ready', media: media.media };
}

/** The start of one video and one audio rendition: proof that the media is there, and warm in the caches on the way. */
function firstSegments(media: AdMedia): string[] {
  const kinds = ['video', 'muxed', 'audio'].map((kind) =>
    media.renditions.find((rendition) => rendition.kind === kind),
  );
  const uris = kinds.flatMap((rendition) => [rendition?.mapUri, rendition?.segments[0]?.uri]);
  return [...new Set(uris.filter((uri): uri is string => typeof uri === 'string'))];
}

/** Once every ad is either good or out, the break is armed with those that are good. */
function settle(turn: Turn, breakId: string): void {
  const run = runOf(turn, breakId);
  const full = run === null ? null : filled(run);
  if (full?.phase === 'preparing' && !full.ads.some(({ media }: AdRun) => isOpen(media))) armStitch(turn, breakId);
}

const isOpen = ({ is }: AdMediaState): boolean => is === 'reading' || is === 'warming' || is === 'waiting';

function errorOf({ status, failure }: HttpReply): ErrorName {
  return status > 0 || failure === 'network' ? 'MEDIA_NOT_FOUND' : 'MEDIA_TIMEOUT';
}

function fetchFor(
  turn: Turn,
  of: 'ad-playlist' | 'ad-segment',
  breakId: string,
  adInstanceId: string,
  url: string,
): void {
  const use = of === 'ad-segment' ? 'warm' : 'text';
  const timeoutMs = turn.state.config.mediaBudgetMs;
  turn.effects.push({
    type: 'http',
    purpose: { of, breakId, adInstanceId, url },
    request: { url, method: 'GET', timeoutMs, use },
  });
}
