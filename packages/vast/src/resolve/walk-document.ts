import { type ErrorName, vastCodeOf } from '@cutaway/model';
import type { VastRefusal } from '../parse-vast.js';
import type { VastAd, VastDocument, VastInLine, VastWrapper } from '../vast-document.js';
import { blockedCategory } from './blocked-category.js';
import { imageOf, linearsOf } from './parts-of.js';
import type { ResolveOptions } from './resolve-options.js';
import { slotsOf, type Slot } from './slots-of.js';
import { addressOf, callable, requestUrl, rootAddress, type Hop } from './tag-url.js';

/** A wrapper's tag to fetch. `key` names its place in the chain. */
export interface WrapperRequest {
  readonly key: string;
  /** Absolute where the response's own address is known; macros are filled where the options hold what fills them. */
  readonly url: string;
}

/** One ad or branch that cannot be used. Each URL is to be called once, with `vastError` as [ERRORCODE]. */
export interface AdFailure {
  readonly error: ErrorName;
  readonly vastError: number;
  readonly detail: string;
  /** Of the ad's own chain and of no other: innermost first. */
  readonly errorUrls: readonly string[];
}

/** What an answer was: null where nothing came in time, or an HTTP error. */
export type Reply = VastDocument | VastRefusal | null;

/** An InLine with the wrappers that led to it, outermost first. */
export interface FoundAd {
  readonly inline: VastInLine;
  readonly chain: readonly Hop[];
}

export interface Walk {
  readonly options: ResolveOptions;
  readonly replies: Readonly<Record<string, Reply>>;
  readonly found: FoundAd[];
  /** Stand-alone ads that nobody needed so far. */
  readonly spares: FoundAd[];
  readonly failures: AdFailure[];
  readonly warnings: string[];
  readonly requests: WrapperRequest[];
}
type Chain = readonly Hop[];
/** `pending` counts as an ad until its answer is known. */
type Outcome = 'ad' | 'pending' | 'none';

const MAX_WRAPPERS = 5;

/** Follows a response and its wrappers as far as the replies reach. */
export function walkDocument(
  root: VastDocument | VastRefusal,
  replies: Walk['replies'],
  options: ResolveOptions,
): Walk {
  const walk: Walk = { options, replies, found: [], spares: [], failures: [], warnings: [], requests: [] };
  enter(walk, root, [], '');
  return walk;
}

function enter(walk: Walk, document: VastDocument | VastRefusal, chain: Chain, place: string): Outcome {
  if ('error' in document) return fail(walk, document.error, document.detail, chain, []);
  walk.warnings.push(...document.warnings);
  const { ads, errorUrls } = document;
  const { podsUnderWrappers = false, allowMultipleAds = true } = walk.options;
  // One ad of the response is one behind its wrappers, too.
  const asker = { allowMultipleAds: chain[chain.length - 1]?.wrapper.allowMultipleAds !== false && allowMultipleAds };
  const { slots, spares } = slotsOf(ads, asker, podsUnderWrappers);
  if (slots.length === 0) {
    const name = chain.length > 0 ? 'WRAPPER_NO_AD' : 'DECISION_EMPTY';
    const usable = ads.length > 0 ? 'no ad that the wrapper allows' : 'no ad';
    return fail(walk, name, `the response has ${usable}`, chain, ads.length > 0 ? [] : errorUrls);
  }
  const outcomes = slots.map((slot) => fillSlot(walk, slot, spares, chain, place));
  for (const { ad } of spares)
    if (ad.type === 'inline' && !whyNot(walk, ad, chain)) walk.spares.push({ inline: ad, chain });
  return outcomes.find((outcome) => outcome !== 'none') ?? 'none';
}

/** A slot whose ad leads to nothing takes a stand-alone ad, unless its wrapper forbids it (VAST 4.3 §3.3.1, §3.19). */
function fillSlot(walk: Walk, slot: Slot, spares: Slot[], chain: Chain, place: string): Outcome {
  for (let next: Slot | undefined = slot; next; next = spares.shift()) {
    const outcome = follow(walk, next.ad, chain, `${place}/${next.index}`);
    if (outcome !== 'none') return outcome;
    if (next.ad.type === 'wrapper' && next.ad.fallbackOnNoAd === false) return 'none';
  }
  return 'none';
}

function follow(walk: Walk, ad: VastAd, chain: Chain, place: string): Outcome {
  if (ad.type === 'broken') return fail(walk, 'VAST_INVALID', ad.detail, chain, ad.errorUrls);
  if (ad.type === 'wrapper') return unwrap(walk, ad, chain, place);
  const reason = whyNot(walk, ad, chain);
  if (reason) return fail(walk, reason.error, reason.detail, chain, ad.errorUrls);
  walk.found.push({ inline: ad, chain });
  return 'ad';
}

/** What keeps an InLine from playing here, null where nothing does. */
function whyNot({ options }: Walk, ad: VastInLine, chain: Chain): { error: ErrorName; detail: string } | null {
  const ofWrappers = chain.flatMap(({ wrapper }) => wrapper.blockedCategories);
  const blocked = blockedCategory(ad, [...(options.blockedCategories ?? []), ...ofWrappers]);
  if (blocked) return blocked;
  const [linear] = linearsOf(ad);
  if (linear ? linear.mediaFiles.length > 0 : imageOf(ad)) return null;
  return linear
    ? { error: 'MEDIA_UNSUPPORTED', detail: 'a Linear without a MediaFile' }
    : { error: 'OVERLAY_UNSUPPORTED', detail: 'a NonLinear without an image' };
}

function unwrap(walk: Walk, wrapper: VastWrapper, chain: Chain, place: string): Outcome {
  const { options } = walk;
  const base = chain[chain.length - 1]?.address ?? rootAddress(options);
  const address = addressOf(wrapper.url, base, options);
  const longer = [...chain, { wrapper, address }];
  if (chain.some((hop) => !hop.wrapper.followAdditionalWrappers)) {
    return fail(walk, 'WRAPPER_NO_AD', 'a wrapper allows no further ones', longer, []);
  }
  if (address === rootAddress(options) || chain.some((hop) => hop.address === address)) {
    return fail(walk, 'WRAPPER_LIMIT', `a loop: ${wrapper.url} was asked before`, longer, []);
  }
  if (longer.length > (options.maxWrappers ?? MAX_WRAPPERS)) {
    return fail(walk, 'WRAPPER_LIMIT', `${longer.length} wrappers, the last to ${wrapper.url}`, longer, []);
  }
  if (/^(?!https?:)[a-z][a-z\d+.-]*:/i.test(address)) {
    return fail(walk, 'WRAPPER_FAILED', `${wrapper.url} is not to be fetched`, longer, []);
  }
  const reply = walk.replies[place];
  if (reply === undefined) {
    walk.requests.push({ key: place, url: requestUrl(wrapper, chain, place, options) });
    return 'pending';
  }
  if (reply === null) return fail(walk, 'WRAPPER_FAILED', `no answer from ${wrapper.url}`, longer, []);
  return enter(walk, reply, longer, place);
}

function fail(walk: Walk, error: ErrorName, detail: string, chain: Chain, own: readonly string[]): Outcome {
  const ofWrappers = [...chain].reverse().flatMap(({ wrapper }) => wrapper.errorUrls);
  const called = [...own, ...ofWrappers].map((url) => callable(url, walk.options.upgradeInsecure));
  // In a loop the same wrapper stands in the chain twice, and is one party.
  const errorUrls = error === 'WRAPPER_LIMIT' ? [...new Set(called)] : called;
  walk.failures.push({ error, vastError: vastCodeOf(error) ?? 900, detail, errorUrls });
  return 'none';
}
