import { resolveUri } from '@cutaway/model';
import { fillMacros } from '../macros/fill-macros.js';
import type { VastWrapper } from '../vast-document.js';
import type { ResolveOptions } from './resolve-options.js';

/** One wrapper of a chain, with where it led. */
export interface Hop {
  readonly wrapper: VastWrapper;
  /** Its tag, absolute, with macros filled as of one fixed moment: two hops that share it ask the same thing. */
  readonly address: string;
}

/** The address of a wrapper's tag, for telling loops and for relative tags behind it. */
export function addressOf(written: string, base: string | null, options: ResolveOptions): string {
  return locate(written, base, options, { nowMs: 0, cacheBusting: 0 });
}

/** The same as it is to be fetched: each place of the chain draws its own number from the one that the caller drew. */
export function requestUrl(
  wrapper: Pick<VastWrapper, 'url' | 'blockedCategories'>,
  chain: readonly Hop[],
  place: string,
  options: ResolveOptions,
): string {
  const { nowMs = 0, cacheBusting = 0 } = options.macros ?? {};
  const base = chain.length > 0 ? chain[chain.length - 1]?.address : rootAddress(options);
  const blocked = chain.reduce<string[]>(
    (values, hop) => [...values, ...hop.wrapper.blockedCategories.map(({ value }) => value)],
    [],
  );
  const others = blocked.length > 0 ? { BLOCKEDADCATEGORIES: blocked } : {};
  return locate(wrapper.url, base ?? null, options, { nowMs, cacheBusting: spread(cacheBusting, place), others });
}

/** Address of the first response, null where nobody told it. */
export function rootAddress(options: ResolveOptions): string | null {
  return options.tagUrl ? addressOf(options.tagUrl, null, options) : null;
}

/** A scheme-less authority takes https; plain http is upgraded where that is asked for. Only the scheme decides, never the query. */
export function callable(url: string, upgradeInsecure: boolean | undefined): string {
  if (url.slice(0, 2) === '//') return `https:${url}`;
  return upgradeInsecure && /^http:/i.test(url) ? `https${url.slice(4)}` : url;
}

type Moment = { readonly nowMs: number; readonly cacheBusting: number; readonly others?: Record<string, string[]> };

function locate(written: string, base: string | null, { macros, upgradeInsecure }: ResolveOptions, moment: Moment) {
  const others = { ...moment.others, ...macros?.others };
  const filled = macros ? fillMacros(written, { ...macros, ...moment, others }) : written;
  return callable(base === null ? filled : resolveUri(filled, base), upgradeInsecure);
}

function spread(cacheBusting: number, place: string): number {
  let mixed = Math.floor(Math.abs(cacheBusting)) % 1e8;
  for (let i = 0; i < place.length; i += 1) mixed = (mixed * 31 + place.charCodeAt(i)) % 1e8;
  return mixed;
}
