/** A text of the document within a sentence: in quotes, on one line, and not too long. */
export function shown(text: string): string {
  const line = text.replace(/[\u0000-\u0020\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();
  return `"${line.length > 60 ? `${line.slice(0, 60)}…` : line}"`;
}
