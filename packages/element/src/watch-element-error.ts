import type { Undo } from '@cutaway/core';
import { nameElementError, type AdError } from './ad-error.js';
import { askStatus } from './ask-status.js';
import { listen, together } from './listen.js';

/** Says by its name why an element cannot play an ad. What does not play may not be there: its server is asked. */
export function watchElementError(
  video: HTMLVideoElement,
  url: string,
  hasStarted: () => boolean,
  onFailed: (error: AdError, detail: string) => void,
): Undo {
  const undos: Undo[] = [];
  undos.push(
    listen(video, ['error'], () => {
      const error = nameElementError(video.error, hasStarted());
      const detail = video.error?.message || 'no error given';
      if (error !== 'MEDIA_UNSUPPORTED') return onFailed(error, detail);
      undos.push(
        askStatus(url, (status) => onFailed(status >= 400 ? 'MEDIA_NOT_FOUND' : error, `${detail} (status ${status})`)),
      );
    }),
  );
  return together(undos);
}
