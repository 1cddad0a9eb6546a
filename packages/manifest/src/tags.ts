/** One line of a playlist as a tag: `#EXT-X-MAP:URI="init.mp4"` is name `MAP`, value `URI="init.mp4"`. */
export interface Tag {
  /** Without `EXT-X-` (`EXTINF` and `EXTM3U` as they are). Empty: a comment or a URI. */
  readonly name: string;
  readonly value: string;
}

/** Blanks after `#` and around `:` are forgiven, as real packagers write them. */
export function readTag(line: string): Tag {
  const [, name = '', value = ''] = /^#\s*(?=EXT)(?:EXT-X-)?([A-Z0-9-]+)\s*(?::\s*(.*))?$/.exec(line) ?? [];
  return { name, value };
}

/** The lines of a playlist, without those that are empty or blank. None: the text is no playlist. */
export function readLines(text: string): readonly string[] {
  // A byte order mark is a blank, too.
  return (/^\s*#EXTM3U/.test(text) && text.match(/\S[^\r\n]*/g)) || [];
}

/**
 * An attribute list (RFC 8216 §4.2): `NAME=value` pairs with commas between, where a quoted value may hold commas.
 * Quotes are taken off. A name that comes twice keeps its last value.
 */
export function readAttributes(value: string): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = {};
  const pattern = /([A-Z0-9-]+)\s*=\s*(?:"([^"]*)"|([^,]*))/g;
  for (let match; (match = pattern.exec(value));) {
    const [, name = '', quoted, bare = ''] = match;
    attributes[name] = quoted ?? bare.trim();
  }
  return attributes;
}

/** A part of a resource (EXT-X-BYTERANGE), in bytes. */
export interface ByteRange {
  readonly length: number;
  readonly offset: number;
}

/** `n[@o]`; without `@o` the part begins where the one before it ended. */
export function readByteRange(value: string | undefined, continuesAt: number): ByteRange | null {
  const [, length, offset = continuesAt] = /^"?(\d+)(?:@(\d+))?/.exec(value ?? '') ?? [];
  return length ? { length: +length, offset: +offset } : null;
}

/** Milliseconds since the epoch of an ISO 8601 date; no zone means UTC. null: not a date. */
export function readDate(value = ''): number | null {
  // Blanks behind it, and an offset without a colon, are no date to every engine.
  const date = value.trim().replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
  const ms = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/i.test(date) ? date : `${date}Z`);
  return ms === ms ? ms : null; // only NaN differs from itself
}
