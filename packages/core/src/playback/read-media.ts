import { adMediaUris, type AdMedia, checkFits, type FetchedText, fitKinds, readAdMedia } from '@cutaway/manifest';
import type { ErrorName } from '@cutaway/model';
import type { AdMediaPurpose } from '../http-purpose.js';
import type { AdMediaState } from '../run/break-run.js';
import type { SessionState } from '../state.js';

/** What is known of media after one more answer, and what is to be asked for next; or why it is no good. */
export type ReadMedia =
  | { readonly media: AdMediaState; readonly of: AdMediaPurpose['of']; readonly wanted: readonly string[] }
  | { readonly error: ErrorName; readonly detail: string };

type Coming = Extract<AdMediaState, { readonly toCome: readonly string[] }>;

/** A playlist or segment is here. The first playlist names the others; once all are here they are read, and the first segments asked for. */
export function readMedia(
  { renditionKinds, isFmp4 = true }: Pick<SessionState, 'renditionKinds' | 'isFmp4'>,
  adInstanceId: string,
  before: Coming,
  answer: FetchedText,
): ReadMedia {
  const toCome = before.toCome.filter((url) => url !== answer.url);
  if (before.is === 'warming') {
    const { media } = before;
    return { media: toCome.length > 0 ? { ...before, toCome } : { is: 'ready', media }, of: 'ad-segment', wanted: [] };
  }
  const texts = [...before.texts, answer];
  const [first = answer, ...rest] = texts;
  const left = rest.length > 0 ? toCome : adMediaUris(first);
  if (left.length > 0) {
    const wanted = rest.length === 0 ? left : [];
    return { media: { is: 'reading', texts, toCome: left }, of: 'ad-playlist', wanted };
  }
  const read = readAdMedia(adInstanceId, first, rest);
  if ('error' in read) return read;
  // A picture without sound in it has that apart, though its playlist may not have come yet.
  const kinds = renditionKinds.indexOf('video') < 0 ? renditionKinds : [...renditionKinds, 'audio' as const];
  const media = fitKinds(read, kinds);
  const unfit = checkFits([media], kinds, null, isFmp4);
  if (unfit) return { error: unfit.name, detail: unfit.detail };
  const wanted = firstSegments(media);
  return { media: { is: 'warming', media, toCome: wanted }, of: 'ad-segment', wanted };
}

/** Why an answer is none; null: it is one. */
export function failureIn(status: number, failure: string | null): ErrorName | null {
  if (status >= 200 && status <= 299) return null;
  return status === 0 && failure !== 'network' ? 'MEDIA_TIMEOUT' : 'MEDIA_NOT_FOUND';
}

/** The start of one video and one audio rendition: proof that the media is there, and warm in the caches on the way. */
function firstSegments({ renditions }: AdMedia): string[] {
  const uris = ['video', 'muxed', 'audio'].flatMap((kind) => {
    const rendition = renditions.find((one) => one.kind === kind);
    return [rendition?.mapUri, rendition?.segments[0]?.uri];
  });
  return [...new Set(uris)].filter((uri): uri is string => !!uri && !/^data:/.test(uri));
}
