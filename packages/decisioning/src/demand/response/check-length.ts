import type { PodQuestion } from '../pod-question.js';
import { longestMs, shortestMs } from '../request/write-imp.js';
import type { SoundBid } from './check-bid.js';
import type { Refusal } from './refusals.js';

/** `dur` and `rqddurs` are whole seconds and films are not: 29.97 s is 30. */
const SLACK_MS = 500;

/** Holds the length of a bid's film to what the bid says of it, and to what was asked for. null: it is as it should be. */
export function checkLength({ bid, offer }: SoundBid, durationMs: number, question: PodQuestion): Refusal | null {
  if (durationMs <= 0) return 'no-duration';
  if (bid.dur !== null && Math.abs(bid.dur * 1000 - durationMs) > SLACK_MS) return 'duration-mismatch';
  if (durationMs > longestMs(question, offer) + SLACK_MS) return 'too-long';
  const { requiredAdMs } = question;
  if (requiredAdMs !== null) {
    return requiredAdMs.some((ms) => Math.abs(ms - durationMs) <= SLACK_MS) ? null : 'length-not-wanted';
  }
  return durationMs + SLACK_MS < shortestMs(question, offer) ? 'too-short' : null;
}
