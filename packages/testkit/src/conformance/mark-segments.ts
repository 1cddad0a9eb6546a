const MARK = 'seen-by=host';

/** Every segment's URI with a query of ours, which servers of files overlook: so a frame tells from which text it was loaded. */
export const markSegments = (playlist: string): string =>
  playlist.replace(/^[^#\r\n].*$/gm, (uri) => `${uri}${uri.includes('?') ? '&' : '?'}${MARK}`);

export const isMarked = (uri: string): boolean => uri.includes(MARK);
