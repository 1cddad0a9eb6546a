import { fnv1a } from '@cutaway/tracking';

/** A UUID for all requests that one break leads to ([TRANSACTIONID]): the same for the same session and break, so that a replay has it, too. */
export function transactionId(sessionId: string, breakId: string): string {
  const text = `${sessionId} ${breakId}`;
  const hex = [1, 2, 3, 4].map((seed) => `0000000${fnv1a(text, seed).toString(16)}`.slice(-8)).join('');
  // RFC 9562 §5.8: version 8 has bits of one's own; the variant is 10.
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-8$3-a$4-$5');
}
