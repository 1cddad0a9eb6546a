import { readAttributes, readTag } from './tags.js';

/** What EXT-X-DEFINE gave names to. */
export type Variables = ReadonlyMap<string, string>;

/** A playlist that needs no variables any more, and those that it has: its media playlists may import them. */
export interface Filled {
  readonly text: string;
  readonly variables: Variables;
}

const NONE: Variables = new Map();

/**
 * Puts the values of variables where a playlist refers to them (`{$name}`, RFC 8216bis §4.3), and takes their definitions out
 * (EXT-X-DEFINE, §4.4.2.3). `url`: where it came from, for QUERYPARAM; `imports`: what its multivariant playlist defines. A reference to
 * nothing stays as it is.
 */
export function fillVariables(text: string, url: string, imports: Variables = NONE): Filled {
  if (!/^#EXT-X-DEFINE/m.test(text)) return { text, variables: NONE };
  const variables = new Map<string, string>();
  const fill = (line: string): string =>
    line.replace(/\{\$([\w-]+)\}/g, (reference, name: string) => variables.get(name) ?? reference);
  const lines: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const { name, value } = readTag(line);
    if (name !== 'DEFINE') {
      lines.push(fill(line));
      continue;
    }
    const { NAME, VALUE, IMPORT, QUERYPARAM } = readAttributes(value);
    const found = VALUE ?? (IMPORT === undefined ? parameterOf(url, QUERYPARAM ?? '') : imports.get(IMPORT));
    const defined = NAME ?? IMPORT ?? QUERYPARAM;
    if (defined !== undefined && found !== undefined) variables.set(defined, fill(found));
  }
  return { text: lines.join('\n'), variables };
}

/** As pure code reads a query, which has no `URL`. */
function parameterOf(url: string, name: string): string | undefined {
  const [, query = ''] = /\?([^#]*)/.exec(url) ?? [];
  for (const pair of query.split('&')) {
    const [, key = '', value = ''] = /^([^=]*)=?(.*)$/.exec(pair) ?? [];
    if (decode(key) === name) return decode(value);
  }
  return undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a lone % is a percent sign
  }
}
