/** A media playlist of the origin with absolute URIs, so that it plays from another address. All else stays as it is. */
export function completeUris(text: string, originUrl: string): string {
  const absolute = (uri: string): string => new URL(uri, originUrl).href;
  const mapLine = (line: string): string => {
    if (line === '') return line;
    if (!line.startsWith('#')) return absolute(line);
    return line.replace(/([:,])URI="([^"]*)"/, (_, before: string, uri: string) => `${before}URI="${absolute(uri)}"`);
  };
  return text.split(/\r?\n/).map(mapLine).join('\n');
}
