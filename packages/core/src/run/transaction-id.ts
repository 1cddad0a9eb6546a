/** A UUID for all requests that one break leads to ([TRANSACTIONID]): the same for the same session and break, so that a replay has it, too. */
export function transactionId(sessionId: string, breakId: string): string {
  const text = `${sessionId} ${breakId}`;
  const hex = [1, 2, 3, 4].map((seed) => hash(text, seed)).join('');
  // RFC 9562 §5.8: version 8 has bits of one's own; the variant is 10.
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-8$3-a$4-$5');
}

/** FNV-1a, from another beginning for each seed. */
function hash(text: string, seed: number): string {
  let mixed = Math.imul(0x811c9dc5, seed);
  for (let i = 0; i < text.length; i += 1) mixed = Math.imul(mixed ^ text.charCodeAt(i), 0x01000193);
  return `0000000${(mixed >>> 0).toString(16)}`.slice(-8);
}
