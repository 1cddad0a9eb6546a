import type { BeaconForm, TrackingEvent } from '@cutaway/model';
import { codeOf, eventOf } from './event-codes.js';

/** Which ad of a pod, from 0 in the order of its token; null: the break itself. */
export type AdIndex = number | null;

/** How a beacon of a pod is addressed. */
export interface PodBeaconAddress {
  /** Of the collector, without a slash at its end. */
  readonly baseUrl: string;
  readonly token: string;
  readonly ad: AdIndex;
  readonly event: TrackingEvent;
  /** Names the client where one token serves many: `[TRANSACTIONID]`, or what a service knows itself. null: the token is one viewer's. */
  readonly nonce: string | null;
  /** For a part of an ad and for `progress`: `icon:0`, `5000ms`. */
  readonly of?: string;
  readonly at?: string;
}

/** `/b/{token}/{ad}{event code}?…`, with the macros that the player fills; `_` for an ad is the break itself. */
export function podBeaconUrl({ baseUrl, token, ad, event, nonce, of, at }: PodBeaconAddress): string {
  const pairs = [
    ...(nonce === null ? [] : [`n=${isMacro(nonce) ? nonce : encodeURIComponent(nonce)}`]),
    ...(of === undefined ? [] : [`of=${encodeURIComponent(of)}`]),
    ...(at === undefined ? [] : [`at=${encodeURIComponent(at)}`]),
    ...(event === 'error' ? ['e=[ERRORCODE]'] : []),
    'p=[ADPLAYHEAD]&t=[TIMESTAMP]&s=[SERVERSIDE]&c=[CACHEBUSTING]',
  ];
  return `${baseUrl}/b/${token}/${ad ?? '_'}${codeOf(event)}?${pairs.join('&')}`;
}

/** The same for all events of one viewer's pod: what does not change is put together once. */
export function podBeaconUrls(
  pod: Pick<PodBeaconAddress, 'baseUrl' | 'token' | 'nonce'>,
): (ad: AdIndex, event: TrackingEvent) => string {
  const partsFor = (event: TrackingEvent): readonly string[] =>
    podBeaconUrl({ ad: null, event, ...pod }).split(`_${codeOf(event)}?`);
  let usual: readonly string[] | null = null;
  let ofError: readonly string[] | null = null;
  return (ad, event) => {
    const [start, end] = event === 'error' ? (ofError ??= partsFor('error')) : (usual ??= partsFor('start'));
    return `${start}${ad ?? '_'}${codeOf(event)}?${end}`;
  };
}

/** The same in short, for whoever joins addresses. Behind the event they differ by whether it is an error. */
export function podBeaconForm(
  { baseUrl, token, nonce }: Pick<PodBeaconAddress, 'baseUrl' | 'token' | 'nonce'>,
  events: readonly TrackingEvent[],
): BeaconForm {
  const tailOf = (event: TrackingEvent): string => {
    const url = podBeaconUrl({ baseUrl: '', token: '', ad: null, event, nonce });
    return url.slice(url.indexOf('?'));
  };
  const [usual, ofError] = [tailOf('start'), tailOf('error')];
  const tails: Partial<Record<TrackingEvent, string>> = {};
  for (const event of events) tails[event] ??= codeOf(event) + (event === 'error' ? ofError : usual);
  return { base: `${baseUrl}/b/${token}/`, tails };
}

// [ad index or _][two characters of an event]
const WHAT = /^(_|\d{1,3})([a-z][a-z0-9])$/;

/** The last part of a beacon's path; null where it is none. */
export function readBeaconWhat(what: string): { readonly ad: AdIndex; readonly event: TrackingEvent } | null {
  const [, ad, code = ''] = WHAT.exec(what) ?? [];
  const event = eventOf(code);
  if (ad === undefined || event === null) return null;
  return { ad: ad === '_' ? null : Number(ad), event };
}

const isMacro = (text: string): boolean => /^\[\w+\]$/.test(text);
