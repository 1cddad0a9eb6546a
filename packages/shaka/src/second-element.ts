import type { SecondElement } from '@cutaway/element';
import { secondElement, withReattach, type SecondElementSurroundings } from '@cutaway/element/second-element';
import { loadAdMedia, type AdLoading } from './load-ad-media.js';

/** Ads apart from content, loaded by Shaka. The only door of the code that is loaded with the first ad. */
export function adsOfShaka(around: Omit<SecondElementSurroundings, 'load'> & AdLoading): SecondElement {
  /** Of Shaka's UI: above the video, in the container that the application gave. */
  const captionBoxes = (): Iterable<HTMLElement> =>
    Array.from(around.content.parentElement?.querySelectorAll<HTMLElement>('.shaka-text-container') ?? []);
  const second = secondElement({
    ...around,
    captionBoxes,
    choosesText: true,
    load: (video, ad, onFailed) => loadAdMedia(around, video, ad, onFailed),
  });
  return withReattach(second, () => import('./reattach.js').then((code) => code.reattachShaka(around)), around);
}
