import type { LoadedPlaylist } from '@cutaway/core';

/**
 * Names a rendition from one refresh to the next. Its address does so without its query, in which delivery directives and tokens change;
 * but for some origins the query alone tells renditions apart.
 */
export const renditionKey = ({ kind, bandwidth, url }: Pick<LoadedPlaylist, 'kind' | 'bandwidth' | 'url'>): string =>
  `${kind} ${bandwidth ?? ''} ${url.replace(/[?#].*$/, '')}`;
