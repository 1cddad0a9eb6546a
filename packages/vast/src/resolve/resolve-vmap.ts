import type { Ad, ErrorName, WallMs } from '@cutaway/model';
import { parseVast } from '../parse-vast.js';
import { chooseBreaks, type AskedBreak } from '../vmap/choose-breaks.js';
import {
  VMAP_ERRORS,
  type VmapBreak,
  type VmapBreakType,
  type VmapDocument,
  type VmapFailure,
  type VmapProblem,
} from '../vmap/vmap-document.js';
import type { ResolveOptions } from './resolve-options.js';
import { continueResolve, startResolve, type ResolveStep } from './resolve-vast.js';
import { addressOf, callable, requestUrl, rootAddress } from './tag-url.js';
import type { AdFailure, WrapperRequest } from './walk-document.js';

/** Why an AdBreak gave no ad. `code` is for [ERROR_CODE] of its error trackers: VMAP's, or VAST's where its ads have one. */
export interface BreakFailure {
  readonly error: ErrorName;
  readonly code: number;
  readonly detail: string;
}

/** What one AdBreak came to. */
export interface ResolvedBreak {
  readonly brk: VmapBreak;
  readonly ads: readonly Ad[];
  readonly spares: readonly Ad[];
  /** Of ads and wrappers, each with the Error URLs of its own chain. */
  readonly failures: readonly AdFailure[];
  /** null: it has ads, or no AdSource and so none to give. */
  readonly failure: BreakFailure | null;
  readonly warnings: readonly string[];
}

/** One AdBreak on its way. Plain JSON. */
interface BreakState {
  readonly brk: VmapBreak;
  readonly options: ResolveOptions;
  readonly at:
    /** Its AdTagURI is asked for. */
    | { readonly type: 'tag'; readonly request: WrapperRequest }
    | ResolveStep
    | { readonly type: 'without-ads'; readonly failure: BreakFailure | null };
}

/** Where the resolving of some AdBreaks stands. Plain JSON. */
export interface VmapState {
  readonly options: ResolveOptions;
  readonly breaks: readonly BreakState[];
  readonly failures: readonly VmapFailure[];
}

/** What to do next: fetch all that is asked and come back, or take what the AdBreaks gave. */
export type VmapStep =
  | { readonly type: 'fetch'; readonly requests: readonly WrapperRequest[]; readonly state: VmapState }
  | {
      readonly type: 'done';
      readonly breaks: readonly ResolvedBreak[];
      /** Of AdBreaks that are none: without a place, or of no known type. */
      readonly failures: readonly VmapFailure[];
    };

const MAX_WRAPPERS = 5;

/**
 * Begins with the AdBreaks of the break that was asked for (`chooseBreaks`), which play one after the other as one. An AdTagURI is a
 * hop as a wrapper is: it counts for their limit and shares the deadline. An AdBreak of another breakType than is asked for gives
 * nothing (1003). `options` are those of the response that brought the VMAP.
 */
export function startVmap({ breaks, failures }: VmapDocument, asked: AskedBreak, options: ResolveOptions): VmapStep {
  const toCall = (url: string): string => callable(url, options.upgradeInsecure);
  const begin = (brk: VmapBreak, place: number): BreakState => {
    const own = ownOptions(brk, options, place);
    const trackers = brk.trackers.map((one) => ({ ...one, url: toCall(one.url) }));
    return { brk: { ...brk, trackers }, options: own, at: firstStep(brk, asked.breakType, { options, own, place }) };
  };
  const lost = failures
    .filter(({ isKept }) => !isKept)
    .map((one) => ({ ...one, errorUrls: one.errorUrls.map(toCall) }));
  return nextStep({ options, breaks: chooseBreaks(breaks, asked).map(begin), failures: lost });
}

/**
 * Goes on with the answers to the requests of the last step: null is an HTTP error (1008), a request that is not in `answers` did
 * not answer in time (1007).
 * @param nowMs when that is, on the clock of the options' deadline.
 */
export function continueVmap(
  { state }: Extract<VmapStep, { type: 'fetch' }>,
  answers: Readonly<Record<string, string | null>>,
  nowMs?: WallMs,
): VmapStep {
  return nextStep({ ...state, breaks: state.breaks.map((one, place) => goOn(one, place, answers, nowMs)) });
}

function ownOptions({ source }: VmapBreak, options: ResolveOptions, place: number): ResolveOptions {
  const { maxWrappers = MAX_WRAPPERS } = options;
  const isTag = source?.ads?.type === 'tag';
  return {
    ...options,
    prefix: `${options.prefix}-${place}`,
    maxWrappers: source?.followRedirects === false ? 0 : isTag ? maxWrappers - 1 : maxWrappers,
    allowMultipleAds: source?.allowMultipleAds ?? true,
    tagUrl:
      source?.ads?.type === 'tag' ? addressOf(source.ads.url, rootAddress(options), options) : (options.tagUrl ?? null),
  };
}

function firstStep(
  { source, breakTypes, breakType: written }: VmapBreak,
  breakType: VmapBreakType,
  { options, own, place }: { options: ResolveOptions; own: ResolveOptions; place: number },
): BreakState['at'] {
  if (source === null) return { type: 'without-ads', failure: null };
  if (breakTypes.indexOf(breakType) === -1) return without('BREAK_TYPE', `its breakType is "${written.slice(0, 40)}"`);
  const { ads, problem } = source;
  if (ads === null) return without(problem?.error ?? 'SCHEMA', problem?.detail ?? 'its AdSource is empty');
  if (ads.type === 'custom') return without('TEMPLATE_TYPE', `CustomAdData of ${ads.templateType ?? 'no template'}`);
  if (ads.type === 'vast') return startResolve(ads.document, own);
  const address = requestUrl({ url: ads.url, blockedCategories: [] }, [], String(place), options);
  return { type: 'tag', request: { key: String(place), url: address } };
}

function goOn(
  one: BreakState,
  place: number,
  answers: Readonly<Record<string, string | null>>,
  nowMs: WallMs | undefined,
): BreakState {
  const { at } = one;
  if (at.type === 'tag') {
    const { macros } = one.options;
    const options = macros && nowMs !== undefined ? { ...one.options, macros: { ...macros, nowMs } } : one.options;
    return { ...one, options, at: takeAnswer(at.request, answers[at.request.key], options) };
  }
  if (at.type !== 'fetch') return one;
  const own: Record<string, string | null> = {};
  for (const { key } of at.requests) own[key] = answers[place + key] ?? null;
  return { ...one, at: continueResolve(at, own, nowMs) };
}

/** What an AdTagURI answered: what is no VAST at all has codes of VMAP, a VAST that gives nothing its own. */
function takeAnswer({ url }: WrapperRequest, answer: string | null | undefined, options: ResolveOptions) {
  if (answer === undefined) return without('AD_RESPONSE_TIMEOUT', url);
  if (answer === null) return without('AD_RESPONSE_RETRIEVAL', url);
  const document = parseVast(answer);
  if ('error' in document && document.error === 'VAST_MALFORMED')
    return without('AD_RESPONSE_PARSING', document.detail);
  if ('error' in document && document.error === 'VAST_INVALID') return without('AD_RESPONSE', document.detail);
  return startResolve(document, options);
}

function without(name: VmapProblem['error'], detail: string) {
  return { type: 'without-ads', failure: failureOf(name, detail) } as const;
}

function failureOf(name: VmapProblem['error'], detail: string): BreakFailure {
  return { error: `VMAP_${name}`, code: VMAP_ERRORS[name], detail };
}

function nextStep(state: VmapState): VmapStep {
  const requests: WrapperRequest[] = [];
  state.breaks.forEach(({ at }, place) => {
    if (at.type === 'tag') requests.push(at.request);
    else if (at.type === 'fetch') for (const { key, url } of at.requests) requests.push({ key: place + key, url });
  });
  if (requests.length > 0) return { type: 'fetch', requests, state };
  return { type: 'done', breaks: state.breaks.map(settle), failures: state.failures };
}

function settle({ brk, at }: BreakState): ResolvedBreak {
  const nothing = { brk, ads: [], spares: [], failures: [], warnings: [] };
  if (at.type === 'tag' || at.type === 'fetch') return { ...nothing, failure: null };
  if (at.type === 'without-ads') return { ...nothing, failure: at.failure };
  const { failures, warnings } = at;
  const playable = at.ads.filter((ad) => isOfType(ad, brk.breakTypes));
  const spares = at.spares.filter((ad) => isOfType(ad, brk.breakTypes));
  if (playable.length > 0) return { brk, ads: playable, spares, failures, warnings, failure: null };
  const last = failures[failures.length - 1];
  const failure =
    at.ads.length > 0 || !last
      ? failureOf('AD_RESPONSE', `no ad of breakType ${brk.breakType}`)
      : { error: last.error, code: last.vastError, detail: last.detail };
  return { ...nothing, failures, warnings, failure };
}

/** An AdBreak for linear ads alone takes no image, and one for images alone nothing else. */
function isOfType({ mediaFiles }: Ad, breakTypes: readonly VmapBreakType[]): boolean {
  return breakTypes.indexOf(mediaFiles.length > 0 ? 'linear' : 'nonlinear') !== -1;
}
