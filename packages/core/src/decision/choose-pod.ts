import type { Ad, Break, ProgramMs, StitchedSpan, Tracker } from '@cutaway/model';
import type { TrackedPod, TrackedPods } from '@cutaway/tracking/payloads';
import { breakNames } from './asked-break.js';

/** An avail may begin this much beside the signal that announced it: a segment. */
const SLACK_MS = 2000;

/** What a payload says of one break, in programme time. */
export interface ChosenPod {
  readonly ads: readonly Ad[];
  readonly spans: readonly StitchedSpan[];
  readonly breakTrackers: readonly Tracker[];
}

/** Where things lie. */
export interface Place {
  readonly brk: Break;
  /** null: not known. */
  readonly endsAt: ProgramMs | null;
  /** Programme time of the payload's zero. */
  readonly zeroAt: ProgramMs;
}

/**
 * The part of a payload that is about one break; null: there is none. Of a window, the avail with the break's name, else the one
 * that begins in the break. A payload of one break is all its own, but for what says the same time again: a list may carry the same
 * ads in two forms.
 */
export function choosePod({ pods, isWindow }: TrackedPods, place: Place): ChosenPod | null {
  const withAds = pods.filter(({ spans }) => spans.length > 0).map((pod) => inProgramme(pod, place.zeroAt));
  if (!isWindow) return withAds.length > 0 ? withAds.reduce(join) : null;
  const names = breakNames(place.brk);
  const named = pods.filter(({ name, spans }) => spans.length > 0 && name !== undefined && names.indexOf(name) !== -1);
  if (named[0]) return inProgramme(named[0], place.zeroAt);
  return withAds.filter(({ spans }) => beginsIn(spans, place))[0] ?? null;
}

function inProgramme({ ads, spans, clock, breakTrackers }: TrackedPod, zeroAt: ProgramMs): ChosenPod {
  const byMs = clock === 'payload' ? zeroAt : 0;
  return { ads, breakTrackers, spans: spans.map((span) => ({ ...span, startsAt: span.startsAt + byMs })) };
}

function beginsIn(spans: readonly StitchedSpan[], { brk, endsAt }: Place): boolean {
  const startsAt = Math.min(...spans.map((span) => span.startsAt));
  const last = Math.max(endsAt ?? brk.startsAt, brk.startsAt + SLACK_MS);
  return startsAt >= brk.startsAt - SLACK_MS && startsAt < last;
}

function join(before: ChosenPod, next: ChosenPod): ChosenPod {
  const isTaken = next.spans.some((one) => before.spans.some((other) => overlap(one, other)));
  if (isTaken) return before;
  return {
    ads: [...before.ads, ...next.ads],
    spans: [...before.spans, ...next.spans],
    breakTrackers: [...before.breakTrackers, ...next.breakTrackers],
  };
}

function overlap(one: StitchedSpan, other: StitchedSpan): boolean {
  return one.startsAt < other.startsAt + other.durationMs && other.startsAt < one.startsAt + one.durationMs;
}
