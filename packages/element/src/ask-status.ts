import type { Undo } from '@cutaway/core';

/**
 * Asks a URL for its HTTP status: a media element does not say whether a file was missing or unplayable.
 * 0: no answer, or one that may not be read (another origin without CORS).
 */
export function askStatus(url: string, onStatus: (status: number) => void): Undo {
  // eslint-disable-next-line no-restricted-globals -- a player is a port itself: what came of it is told as a fact
  const request = new XMLHttpRequest();
  request.onloadend = () => onStatus(request.status);
  request.open('HEAD', url);
  request.send();
  return () => {
    request.onloadend = null;
    request.abort();
  };
}
