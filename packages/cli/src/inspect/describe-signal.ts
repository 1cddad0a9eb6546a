import type { DurationSource, Signal, TimeSource, Upid } from '@cutaway/model';
import { readUpid } from '@cutaway/scte35';
import { nearText } from './format-time.js';
import type { SignalHappening } from './happening.js';
import { durationText, typeIdOf, typeText } from './signal-changes.js';
import { cleanText } from './what-came.js';

const DURATION_FROM: Readonly<Record<DurationSource, string>> = {
  actual: 'final',
  payload: 'by the section',
  cue: 'by the tag',
  planned: 'planned',
};
const TIME_FROM: Readonly<Record<TimeSource, string>> = {
  date: 'by its date',
  event: 'by its event',
  segment: 'by its segment',
  pts: 'by its PTS',
};

/** A signal for a person, what matters most first. */
export function describeSignal({ signal, changes, inMs, isOld, playlist }: SignalHappening): string {
  const parts = [`${cleanText(signal.key)} (${signal.carrier})`];
  if (changes.length > 0) parts.push(`now ${changes.join(', ')}`);
  if (signal.type === 'break-start' && signal.position) {
    parts.push(signal.position === 'pre' ? 'before the content' : 'after the content');
  } else if (inMs !== null) parts.push(whenText(inMs, isOld));
  if (signal.type === 'break-start' || signal.type === 'break-hint') parts.push(lengthOf(signal));
  parts.push(...eventText(signal));
  if ('upids' in signal) parts.push(...signal.upids.map(upidText));
  if (signal.type === 'break-start') parts.push(...extrasOf(signal));
  if (signal.type === 'break-hint' && signal.target !== null) parts.push(`for ${cleanText(signal.target)}`);
  if (signal.type !== 'break-cancel') parts.push(`placed ${TIME_FROM[signal.timeFrom ?? 'date']}`);
  parts.push(playlist);
  return parts.join('; ');
}

/** `in 4.2 s`, `4.2 s late`. What was there before the watch began is not late. */
export function whenText(inMs: number, isOld: boolean): string {
  if (inMs >= 0) return `in ${nearText(inMs)}`;
  return `${nearText(-inMs)} ${isOld ? 'ago' : 'late'}`;
}

function lengthOf(signal: Extract<Signal, { type: 'break-start' | 'break-hint' }>): string {
  if (signal.plannedMs === null) return 'no duration told';
  const from = signal.type === 'break-start' ? ` ${DURATION_FROM[signal.durationFrom ?? 'planned']}` : '';
  return durationText(signal.plannedMs) + from;
}

function eventText(signal: Signal): string[] {
  const { event } = signal;
  const typeId = typeIdOf(signal);
  const texts: string[] = [];
  if (typeId !== null) texts.push(typeText(typeId));
  else if (event?.command === 'splice-insert')
    texts.push(`splice_insert ${signal.type === 'break-end' ? 'in' : 'out'}`);
  if (event) {
    const count =
      event.expected > 0 ? `, ${event.num} of ${event.expected}` : event.num > 0 ? `, number ${event.num}` : '';
    texts.push(`event ${event.eventId}${count}`);
  }
  return texts;
}

function upidText({ type, hex }: Upid): string {
  const { name, text } = readUpid(type, hex);
  return `${name} ${text === null ? `0x${hex}` : cleanText(text)}`;
}

function extrasOf(signal: Extract<Signal, { type: 'break-start' }>): string[] {
  const texts: string[] = [];
  if (signal.kind === 'overlay') texts.push('overlay');
  if (signal.autoReturn) texts.push('returns by itself');
  if (signal.isContinued) texts.push('runs already: start counted back');
  if (signal.restrictions && !signal.restrictions.webDeliveryAllowed) texts.push('web delivery not allowed');
  const { interstitial } = signal;
  const uri = interstitial?.assetListUri ?? interstitial?.assetUri;
  if (uri) texts.push(`${interstitial?.assetListUri ? 'asset list' : 'asset'} ${cleanText(uri)}`);
  return texts;
}
