import { SLACK_MS, soldAs } from '../../pod/sold-as.js';
import type { PodQuestion } from '../pod-question.js';
import { longestMs, shortestMs } from '../request/write-imp.js';
import type { SoundBid } from './check-bid.js';
import type { Refusal } from './refusals.js';

/** A film's length as it is sold, or why it is not. */
export type SoldLength =
  { readonly type: 'sold'; readonly soldMs: number } | { readonly type: 'refused'; readonly reason: Refusal };

/**
 * Holds the length of a bid's film to what the bid says of it, and to what was asked for: it is sold as the nearest length that is
 * allowed, if that is near enough.
 */
export function soldLength({ bid, offer }: SoundBid, durationMs: number, question: PodQuestion): SoldLength {
  if (durationMs <= 0) return refuse('no-duration');
  if (bid.dur !== null && Math.abs(bid.dur * 1000 - durationMs) > SLACK_MS) return refuse('duration-mismatch');
  const longest = longestMs(question, offer);
  if (durationMs > longest + SLACK_MS) return refuse('too-long');
  const { requiredAdMs } = question;
  const soldMs = soldAs(durationMs, { minAdMs: shortestMs(question, offer), maxAdMs: longest, requiredAdMs });
  if (soldMs !== null) return { type: 'sold', soldMs };
  return refuse(requiredAdMs === null ? 'too-short' : 'length-not-wanted');
}

const refuse = (reason: Refusal): SoldLength => ({ type: 'refused', reason });
