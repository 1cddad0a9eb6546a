import type { Undo } from '@cutaway/core';
import { loadFile } from './load-file.js';
import type { PrepareHow } from './lent-ad.js';

const FIRST_BYTES = 65_535;

/**
 * An ad that an element plays by itself. Its first bytes are asked for, so that the way to its server is open and a file that is
 * not there is known; where they may not be read (another origin without CORS) it is taken for good.
 */
export const prepareFile: PrepareHow = ({ url }, { ready, failed }) => {
  let unload: Undo = askFirstBytes(url, (status) => {
    if (status >= 400) failed('MEDIA_NOT_FOUND', `status ${status}`);
    else ready();
  });
  return {
    attach(video) {
      unload();
      unload = loadFile(video, url);
    },
    free: () => unload(),
    swapsAtOnce: true,
  };
};

/** 0: no answer, or one that may not be read. */
function askFirstBytes(url: string, onStatus: (status: number) => void): Undo {
  // eslint-disable-next-line no-restricted-globals -- a player is a port itself: what came of it is told as a fact
  const request = new XMLHttpRequest();
  const stop = (): void => {
    request.onreadystatechange = null;
    request.abort();
  };
  request.onreadystatechange = () => {
    const { readyState, status } = request;
    if (readyState < 2) return;
    // A server that knows no ranges would send all of it.
    if (status === 206 && readyState < 4) return;
    stop();
    onStatus(status);
  };
  request.open('GET', url);
  request.setRequestHeader('Range', `bytes=0-${FIRST_BYTES}`);
  request.send();
  return stop;
}
