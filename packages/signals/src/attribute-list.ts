/**
 * One attribute (RFC 8216bis §4.2):
 *   attribute = name "=" ( DQUOTE *( any but DQUOTE ) DQUOTE / *( any but "," and DQUOTE ) )
 *   name      = 1*( "A" to "Z" / DIGIT / "-" )
 * Tolerated beyond it, since packagers write it: blanks around names, values and commas.
 */
const ATTRIBUTE = /\s*([A-Z0-9-]+)\s*=\s*("[^"]*"|[^",]*)\s*(?:,|$)/gi;

/** Attributes of a tag by name, without quotes. The first of two with one name counts. */
export function parseAttributeList(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  // `replace` walks all matches without keeping a cursor in the shared regex.
  text.replace(ATTRIBUTE, (_all, name: string, value: string) => {
    if (!attributes.has(name)) attributes.set(name, value.trim().replace(/^"(.*)"$/, '$1'));
    return '';
  });
  return attributes;
}
