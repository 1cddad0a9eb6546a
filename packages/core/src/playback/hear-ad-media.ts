import { adMediaUris, type AdMedia, checkFits, type FetchedText, fitKinds, readAdMedia } from '@cutaway/manifest';
import type { ErrorName } from '@cutaway/model';
import type { AdMediaPurpose } from '../http-purpose.js';
import type { HttpReply } from '../ports.js';
import { adIn } from '../run/break-run.js';
import { changeAd } from '../run/track.js';
import { runWith, type Turn } from '../turn.js';
import { fetchFor, prepareStitch, settle } from './prepare-stitch.js';
import { failMedia } from './substitute.js';

/** A playlist or segment of an ad is here, or not to be had. */
export function onAdMedia(
  turn: Turn,
  { adInstanceId, url }: AdMediaPurpose,
  { status, failure, text }: HttpReply,
): void {
  const run = runWith(turn, adInstanceId);
  const media = adIn(run, adInstanceId)?.media;
  if (run?.phase !== 'preparing' || !media || !('toCome' in media)) return;
  if (status < 200 || status > 299) {
    const isLate = status === 0 && failure !== 'network';
    giveUp(turn, adInstanceId, isLate ? 'MEDIA_TIMEOUT' : 'MEDIA_NOT_FOUND', `${url}: status ${status}`);
  } else {
    const toCome = media.toCome.filter((other) => other !== url);
    if (media.is === 'reading') readPlaylists(turn, adInstanceId, [...media.texts, { url, text }], toCome);
    else
      changeAd(turn, adInstanceId, {
        media: toCome.length > 0 ? { ...media, toCome } : { is: 'ready', media: media.media },
      });
  }
  settle(turn, run);
}

/** The first playlist names the others; once all are here they are read, and the first segments asked for. */
function readPlaylists(
  turn: Turn,
  adInstanceId: string,
  texts: readonly FetchedText[],
  toCome: readonly string[],
): void {
  const [first, ...rest] = texts;
  if (!first) return;
  const left = rest.length > 0 ? toCome : adMediaUris(first);
  if (rest.length === 0) fetchFor(turn, 'ad-playlist', adInstanceId, left);
  if (left.length > 0) return changeAd(turn, adInstanceId, { media: { is: 'reading', texts, toCome: left } });
  const read = readAdMedia(adInstanceId, first, rest);
  if ('error' in read) return giveUp(turn, adInstanceId, read.error, read.detail);
  const { renditionKinds } = turn.state;
  // A picture without sound in it has that apart, though its playlist may not have come yet.
  const kinds = renditionKinds.indexOf('video') < 0 ? renditionKinds : [...renditionKinds, 'audio' as const];
  const media = fitKinds(read, kinds);
  const unfit = checkFits([media], kinds);
  if (unfit) return giveUp(turn, adInstanceId, unfit.name, unfit.detail);
  const warm = firstSegments(media);
  fetchFor(turn, 'ad-segment', adInstanceId, warm);
  changeAd(turn, adInstanceId, { media: { is: 'warming', media, toCome: warm } });
}

/** The ad is out; a stand-alone one in its place has what is left of the time. */
function giveUp(turn: Turn, adInstanceId: string, name: ErrorName, detail: string): void {
  const next = failMedia(turn, adInstanceId, name, detail);
  if (next) prepareStitch(turn, [next]);
}

/** The start of one video and one audio rendition: proof that the media is there, and warm in the caches on the way. */
function firstSegments({ renditions }: AdMedia): string[] {
  const uris = ['video', 'muxed', 'audio'].flatMap((kind) => {
    const rendition = renditions.find((one) => one.kind === kind);
    return [rendition?.mapUri, rendition?.segments[0]?.uri];
  });
  return [...new Set(uris)].filter((uri): uri is string => !!uri && !/^data:/.test(uri));
}
