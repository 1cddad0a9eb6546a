import {
  LONGEST_PROMISE_MS,
  MOST_COUNT,
  MOST_ENTRIES,
  PROMISE_CLASS,
  countIn,
  isLive,
  type CapEntry,
} from './cap-record.js';
import { CLOCK_SKEW_MS, ageOf, graceUnits, stampOf, unitsAt } from './cap-window.js';

/** One cap as a store counts it. */
export interface CountedCap {
  readonly capId: number;
  /** Of its window; 0: for ever. */
  readonly units: number;
  readonly limit: number;
}

/** What became of one exposure. Unknown before it is first heard of, and again when it is long over. */
export type ExposureState =
  | { readonly phase: 'promised'; readonly expiresAtMs: number }
  | { readonly phase: 'counted' }
  | { readonly phase: 'released' };

/** The stamp at which a promise ends: late rather than early, whoever's clock is asked. */
function promiseStamp(expiresAtMs: number): number {
  return stampOf(unitsAt(PROMISE_CLASS, expiresAtMs + 2 * CLOCK_SKEW_MS) + 1);
}

/** Twelve hours at most. */
export function promiseEnd(nowMs: number, expiresAtMs: number): number {
  return Math.min(expiresAtMs, nowMs + LONGEST_PROMISE_MS);
}

/** Which cap has no room for one more; -1: none, there is room in all. */
export function refusingCap(record: readonly CapEntry[], caps: readonly CountedCap[], nowMs: number): number {
  return caps.findIndex(({ capId, units, limit }) => countIn(record, capId, units, nowMs) >= limit);
}

/** Changes the record. */
export function addPromise(record: CapEntry[], caps: readonly CountedCap[], expiresAtMs: number): void {
  const stamp = promiseStamp(expiresAtMs);
  for (const { capId } of caps) {
    const at = placeOfPromise(record, capId, stamp);
    const entry = record[at] ?? { capId, stamp, count: 0, promised: true };
    if (at !== -1) record.splice(at, 1);
    entry.count = Math.min(entry.count + 1, MOST_COUNT);
    record.push(entry); // what was counted last is at the end
  }
}

/** -1: there is none. A loop: it is looked for some forty times for each pod. */
function placeOfPromise(record: readonly CapEntry[], capId: number, stamp: number): number {
  for (let at = 0; at < record.length; at += 1) {
    const entry = record[at]!;
    if (entry.capId === capId && entry.stamp === stamp && entry.promised) return at;
  }
  return -1;
}

/** An entry that leaves no room under its cap until then. */
export function fullUntil(capId: number, untilMs: number): CapEntry {
  return { capId, stamp: promiseStamp(untilMs), count: MOST_COUNT, promised: true };
}

/** Changes the record. A promise that is over is not there any more, and nothing happens. */
export function takePromise(record: CapEntry[], caps: readonly CountedCap[], expiresAtMs: number): void {
  const stamp = promiseStamp(expiresAtMs);
  for (const { capId } of caps) {
    const at = placeOfPromise(record, capId, stamp);
    const entry = record[at];
    if (entry === undefined) continue;
    entry.count--;
    if (entry.count === 0) record.splice(at, 1);
  }
}

/** Changes the record: one more exposure, seen at `shownAtMs`, which may be long ago. */
export function addCount(
  record: CapEntry[],
  caps: readonly CountedCap[],
  times: { nowMs: number; shownAtMs: number },
): void {
  for (const { capId, units } of caps) {
    const unitClass = capId >>> 27;
    const now = unitsAt(unitClass, times.nowMs);
    const shown = Math.min(unitsAt(unitClass, times.shownAtMs), now);
    if (units > 0 && now - shown > units + graceUnits(unitClass)) continue; // its window is over already
    const bucket = units > 0 ? Math.floor(shown / units) : 0;
    const sameBucket = (entry: CapEntry) =>
      units === 0 || Math.floor((now - ageOf(entry.stamp, now)) / units) === bucket;
    countOne(record, capId, sameBucket, stampOf(shown), now);
  }
}

/** Takes out what counts for no window any more, then what was counted longest ago, until the record is small enough. */
export function trim(record: CapEntry[], nowMs: number): void {
  let kept = 0;
  for (const entry of record) if (isLive(entry, nowMs)) record[kept++] = entry;
  record.length = kept;
  if (kept > MOST_ENTRIES) record.splice(0, kept - MOST_ENTRIES);
}

function countOne(
  record: CapEntry[],
  capId: number,
  isSame: (entry: CapEntry) => boolean,
  stamp: number,
  now: number,
): void {
  const at = record.findIndex((entry) => !entry.promised && entry.capId === capId && isSame(entry));
  const entry = record[at] ?? { capId, stamp, count: 0, promised: false };
  if (at !== -1) record.splice(at, 1);
  if (ageOf(stamp, now) < ageOf(entry.stamp, now)) entry.stamp = stamp;
  entry.count = Math.min(entry.count + 1, MOST_COUNT);
  record.push(entry);
}
