import type { Ad } from '@cutaway/model';
import { continueResolve, isMedia, startResolve, type ResolveStep } from '@cutaway/vast';
import type { Refusal } from './refusals.js';

/** What the markup of a bid is: an ad, or why it is none, or tags of wrappers that must be fetched first. */
export type Markup =
  | { readonly type: 'ad'; readonly ad: Ad }
  | { readonly type: 'wrapper'; readonly step: Extract<ResolveStep, { type: 'fetch' }> }
  | { readonly type: 'refused'; readonly reason: Refusal; readonly detail: string };

/** Wrappers in a bid's markup: a bidder is called within milliseconds, so long chains are nobody's to wait for. */
const MAX_WRAPPERS = 3;

/** Reads the VAST in a bid: one linear ad with media. `prefix` names the ad. */
export function readMarkup(adm: string, prefix: string): Markup {
  return judge(startResolve(adm, { prefix, maxWrappers: MAX_WRAPPERS }));
}

/** Goes on with the answers to all tags that were asked for: by key; null where there was none. */
export function continueMarkup(
  markup: Extract<Markup, { type: 'wrapper' }>,
  answers: Readonly<Record<string, string | null>>,
): Markup {
  return judge(continueResolve(markup.step, answers));
}

function judge(step: ResolveStep): Markup {
  if (step.type === 'fetch') return { type: 'wrapper', step };
  if (step.type === 'failed') {
    const [failure] = step.failures;
    if (failure?.error === 'MEDIA_UNSUPPORTED') return noMedia;
    const isOfWrapper = failure?.error.startsWith('WRAPPER') ?? false;
    return refused(isOfWrapper ? 'wrapper-failed' : 'bad-markup', failure?.detail ?? 'no ad in it');
  }
  const [ad, second] = step.ads;
  if (ad === undefined) return refused('bad-markup', 'no ad in it');
  if (second !== undefined) return refused('several-ads', `${step.ads.length} ads in one bid`);
  return ad.mediaFiles.some(isMedia) ? { type: 'ad', ad } : noMedia;
}

const noMedia = refused('no-media', 'no media file in it');

function refused(reason: Refusal, detail: string): Markup {
  return { type: 'refused', reason, detail };
}
