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
export function podBeaconUrl({ ad, event, of, at, ...pod }: PodBeaconAddress): string {
  return `${baseOf(pod)}${ad ?? '_'}${codeOf(event)}${queryOf(event, pod.nonce, of, at)}`;
}

type OfPod = Pick<PodBeaconAddress, 'baseUrl' | 'token' | 'nonce'>;

const baseOf = ({ baseUrl, token }: OfPod): string => `${baseUrl}/b/${token}/`;

function queryOf(event: TrackingEvent, nonce: string | null, of?: string, at?: string): string {
  let query = '?';
  if (nonce !== null) query += `n=${isMacro(nonce) ? nonce : encodeURIComponent(nonce)}&`;
  if (of !== undefined) query += `of=${encodeURIComponent(of)}&`;
  if (at !== undefined) query += `at=${encodeURIComponent(at)}&`;
  if (event === 'error') query += 'e=[ERRORCODE]&';
  return `${query}p=[ADPLAYHEAD]&t=[TIMESTAMP]&s=[SERVERSIDE]&c=[CACHEBUSTING]`;
}

/** The same for all events of one viewer's pod: what does not change is put together once. */
export function podBeaconUrls(pod: OfPod): (ad: AdIndex, event: TrackingEvent) => string {
  const base = baseOf(pod);
  let usual: string | null = null;
  return (ad, event) => {
    const query = event === 'error' ? queryOf(event, pod.nonce) : (usual ??= queryOf(event, pod.nonce));
    return `${base}${ad ?? '_'}${codeOf(event)}${query}`;
  };
}

/** The same in short, for whoever joins addresses. Behind the event they differ by whether it is an error. */
export function podBeaconForm(pod: OfPod, events: readonly TrackingEvent[]): BeaconForm {
  const [usual, ofError] = [queryOf('start', pod.nonce), queryOf('error', pod.nonce)];
  const tails: Partial<Record<TrackingEvent, string>> = {};
  for (const event of events) tails[event] ??= codeOf(event) + (event === 'error' ? ofError : usual);
  return { base: baseOf(pod), tails };
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
