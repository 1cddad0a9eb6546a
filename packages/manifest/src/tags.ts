/** One line of a playlist as a tag: `#EXT-X-MAP:URI="init.mp4"` is name `EXT-X-MAP`, value `URI="init.mp4"`. */
export interface Tag {
  readonly name: string;
  readonly value: string;
}

/** null: a comment, a URI or an empty line. Blanks after `#` and around `:` are forgiven, as real packagers write them. */
export function readTag(line: string): Tag | null {
  const match = /^#\s*(EXT[A-Z0-9-]*)\s*(?::\s*(.*))?$/.exec(line);
  return match ? { name: match[1] ?? '', value: match[2] ?? '' } : null;
}

/**
 * An attribute list (RFC 8216 §4.2): `NAME=value` pairs with commas between, where a quoted value may hold commas.
 * Quotes are taken off. A name that comes twice keeps its last value.
 */
export function readAttributes(value: string): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = {};
  const pattern = /([A-Z0-9-]+)\s*=\s*(?:"([^"]*)"|([^,]*))/g;
  for (let match; (match = pattern.exec(value));) {
    attributes[match[1] ?? ''] = match[2] ?? (match[3] ?? '').trim();
  }
  return attributes;
}

/** A part of a resource (EXT-X-BYTERANGE), in bytes. */
export interface ByteRange {
  readonly length: number;
  readonly offset: number;
}

/** `n[@o]`; without `@o` the part begins where the one before it ended. */
export function readByteRange(value: string, continuesAt: number): ByteRange | null {
  const match = /^"?(\d+)(?:@(\d+))?/.exec(value);
  if (!match) return null;
  return { length: Number(match[1]), offset: match[2] === undefined ? continuesAt : Number(match[2]) };
}

/** Milliseconds since the epoch of an ISO 8601 date; no zone means UTC. null: not a date. */
export function readDate(value: string): number | null {
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`;
  const ms = Date.parse(zoned);
  return ms === ms ? ms : null; // only NaN differs from itself
}
