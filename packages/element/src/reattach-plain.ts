import { prepareFile } from './prepare-file.js';
import { reattach } from './reattach.js';
import type { SecondElement, SecondElementSurroundings } from './ads-apart.js';

/** Ads in the element of a `<video src>`: its source goes and comes back. */
export function reattachPlain(around: Omit<SecondElementSurroundings, 'load'>, reload: () => void): SecondElement {
  const { content: video } = around;
  let source: string | null = null;
  const putBack = (): void => {
    if (source === null)
      video.removeAttribute('src'); // it has <source> children
    else video.setAttribute('src', source);
  };
  return reattach({
    ...around,
    engine: {
      detach: () => void (source = video.getAttribute('src')),
      attach(fromSeconds) {
        putBack();
        video.load();
        // Before there is metadata it is where playback starts.
        video.currentTime = fromSeconds;
      },
      reload() {
        putBack();
        reload();
      },
      prepare: prepareFile,
    },
  });
}
