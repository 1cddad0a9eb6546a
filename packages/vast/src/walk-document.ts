import { ERRORS, type ErrorName } from '@cutaway/model';
import { imageOf } from './compose-ad.js';
import { parseVast } from './parse-vast.js';
import { slotsOf, type Slot } from './slots-of.js';
import type { VastAd, VastInLine, VastWrapper } from './vast-document.js';

/** A wrapper's tag to fetch. `key` names its place in the chain; macros of `url` are for the caller to fill. */
export interface WrapperRequest {
  readonly key: string;
  readonly url: string;
}

/** One ad or branch that cannot be used. Each URL is to be called once, with `vastError` as [ERRORCODE]. */
export interface AdFailure {
  readonly error: ErrorName;
  readonly vastError: number;
  readonly detail: string;
  readonly errorUrls: readonly string[];
}

interface Walk {
  readonly replies: Readonly<Record<string, string | null>>;
  readonly maxWrappers: number;
  readonly found: { readonly inline: VastInLine; readonly chain: readonly VastWrapper[] }[];
  readonly failures: AdFailure[];
  readonly warnings: string[];
  readonly requests: WrapperRequest[];
}
type Chain = readonly VastWrapper[];
/** `pending` counts as an ad until its answer is known. */
type Found = 'ad' | 'pending' | 'none';

/** Follows a response and its wrappers as far as the replies reach. */
export function walkDocument(xml: string, replies: Walk['replies'], maxWrappers: number): Walk {
  const walk: Walk = { replies, maxWrappers, found: [], failures: [], warnings: [], requests: [] };
  enter(walk, xml, [], '');
  return walk;
}

function enter(walk: Walk, xml: string, chain: Chain, place: string): Found {
  const document = parseVast(xml);
  if ('error' in document) return fail(walk, document.error, document.detail, chain, []);
  walk.warnings.push(...document.warnings);
  const { slots, spares } = slotsOf(document.ads, chain[chain.length - 1]);
  if (slots.length === 0) {
    const name = chain.length > 0 ? 'WRAPPER_NO_AD' : 'DECISION_EMPTY';
    const usable = document.ads.length > 0 ? 'no ad that the wrapper allows' : 'no ad';
    return fail(walk, name, `the response has ${usable}`, chain, document.ads.length > 0 ? [] : document.errorUrls);
  }
  const outcomes = slots.map((slot) => fillSlot(walk, slot, spares, chain, place));
  return outcomes.find((outcome) => outcome !== 'none') ?? 'none';
}

/** A slot whose ad leads to nothing takes a stand-alone ad, unless its wrapper forbids it (VAST 4.3 §3.3.1, §3.19). */
function fillSlot(walk: Walk, slot: Slot, spares: Slot[], chain: Chain, place: string): Found {
  for (let next: Slot | undefined = slot; next; next = spares.shift()) {
    const outcome = follow(walk, next.ad, chain, `${place}/${next.index}`);
    if (outcome !== 'none') return outcome;
    if (next.ad.type === 'wrapper' && next.ad.fallbackOnNoAd === false) return 'none';
  }
  return 'none';
}

function follow(walk: Walk, ad: VastAd, chain: Chain, place: string): Found {
  if (ad.type === 'broken') return fail(walk, 'VAST_INVALID', ad.detail, chain, ad.errorUrls);
  if (ad.type === 'wrapper') return unwrap(walk, ad, chain, place);
  if (!ad.creatives.some(({ linear }) => linear) && imageOf(ad) === null) {
    return fail(walk, 'OVERLAY_UNSUPPORTED', 'a NonLinear without an image', chain, ad.errorUrls);
  }
  walk.found.push({ inline: ad, chain });
  return 'ad';
}

function unwrap(walk: Walk, wrapper: VastWrapper, chain: Chain, place: string): Found {
  const longer = [...chain, wrapper];
  if (chain.some(({ followAdditionalWrappers }) => !followAdditionalWrappers)) {
    return fail(walk, 'WRAPPER_NO_AD', 'a wrapper allows no further ones', longer, []);
  }
  if (longer.length > walk.maxWrappers || chain.some(({ url }) => url === wrapper.url)) {
    return fail(walk, 'WRAPPER_LIMIT', `${longer.length} wrappers, the last to ${wrapper.url}`, longer, []);
  }
  const reply = walk.replies[place];
  if (reply === undefined) {
    walk.requests.push({ key: place, url: wrapper.url });
    return 'pending';
  }
  if (reply === null) return fail(walk, 'WRAPPER_FAILED', `no answer from ${wrapper.url}`, longer, []);
  return enter(walk, reply, longer, place);
}

/** The Error URLs of this chain and of no other: innermost first. */
function fail(walk: Walk, error: ErrorName, detail: string, chain: Chain, own: readonly string[]): Found {
  const errorUrls = [...own, ...[...chain].reverse().flatMap((wrapper) => wrapper.errorUrls)];
  walk.failures.push({ error, vastError: ERRORS[error].vast ?? 900, detail, errorUrls });
  return 'none';
}
