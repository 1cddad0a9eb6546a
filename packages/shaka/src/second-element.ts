import type { SecondElement } from '@cutaway/element';
import { secondElement, type SecondElementSurroundings } from '@cutaway/element/second-element';
import { loadAdMedia, type AdLoading } from './load-ad-media.js';

/** The second element with ads loaded by Shaka. The only door of the code that is loaded with the first ad. */
export function adsOfShaka(around: Omit<SecondElementSurroundings, 'load'> & AdLoading): SecondElement {
  return secondElement({ ...around, load: (video, ad, onFailed) => loadAdMedia(around, video, ad, onFailed) });
}
