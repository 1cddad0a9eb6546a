/** A text that is bytes already, but for some values. */
export interface TextTemplate {
  /** With as many values as there are markers, in their order. Without markers it is the same buffer each time: do not write to it. */
  fill(values: readonly string[]): Buffer;
}

/**
 * Cuts a text at its markers, so that an answer is a copy of bytes. A value goes into JSON, XML and URLs alike: it is percent-encoded
 * (RFC 3986 §2.1).
 */
export function createTemplate(text: string, markers: readonly string[]): TextTemplate {
  const pieces = cut(text, markers);
  const bytes = pieces.map(({ before, marker }) => ({ before: Buffer.from(before), marker }));
  const [only] = bytes;
  if (bytes.length === 1 && only !== undefined) return { fill: () => only.before };
  return {
    fill(values) {
      const encoded = values.map((value) => Buffer.from(percentEncoded(value)));
      return Buffer.concat(
        bytes.flatMap(({ before, marker }) => (marker === null ? [before] : [before, encoded[marker] ?? EMPTY])),
      );
    },
  };
}

/** Half a surrogate pair has no encoding, and a session may be called anything. */
const percentEncoded = (value: string): string => encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd'));

const EMPTY = Buffer.alloc(0);

interface Piece {
  readonly before: string;
  /** Which marker follows; null: the end. */
  readonly marker: number | null;
}

function cut(text: string, markers: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let from = 0; ;) {
    const next = markers
      .map((marker, index) => ({ marker: index, at: text.indexOf(marker, from), length: marker.length }))
      .filter(({ at }) => at >= 0)
      .sort((one, other) => one.at - other.at)[0];
    if (next === undefined) return [...pieces, { before: text.slice(from), marker: null }];
    pieces.push({ before: text.slice(from, next.at), marker: next.marker });
    from = next.at + next.length;
  }
}
