/** A media playlist of the origin with absolute URIs, so that it plays from another address. All else stays as it is. */
export function completeUris(text: string, originUrl: string): string {
  const absolute = (uri: string): string => new URL(uri, originUrl).href;
  const mapLine = (line: string): string => {
    if (line.trim() === '') return line;
    return line.startsWith('#') ? mapUriOf(line, absolute) : absolute(line);
  };
  return text.split(/\r?\n/).map(mapLine).join('\n');
}

/** The attribute by which a tag names what a player fetches. Blanks in attribute lists are forgiven, as players forgive them. */
const URI_ATTRIBUTE = /([:,]\s*URI\s*=\s*)"([^"]*)"/;

/** A tag with its URI, if it has one, made into another. */
export function mapUriOf(tag: string, map: (uri: string) => string): string {
  return tag.replace(URI_ATTRIBUTE, (_, before: string, uri: string) => `${before}"${map(uri)}"`);
}
