import { prepareFile } from './prepare-file.js';
import { reattach } from './reattach.js';
import type { SecondElement, SecondElementSurroundings } from './ads-apart.js';

/** Ads in the element of a `<video src>`: its source goes and comes back. */
export function reattachPlain(around: Omit<SecondElementSurroundings, 'load'>): SecondElement {
  const { content: video } = around;
  let source: string | null = null;
  const putBack = (): void => {
    if (source === null)
      video.removeAttribute('src'); // it has <source> children
    else video.setAttribute('src', source);
  };
  const load = (fromSeconds?: number): void => {
    putBack();
    video.load();
    // Before there is metadata it is where playback starts.
    if (fromSeconds !== undefined) video.currentTime = fromSeconds;
  };
  return reattach({
    ...around,
    engine: {
      detach: () => void (source = video.getAttribute('src')),
      attach: load,
      reload: load,
      prepare: prepareFile,
    },
  });
}
