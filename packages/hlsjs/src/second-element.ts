import type { SecondElement } from '@cutaway/element';
import { secondElement, withReattach, type SecondElementSurroundings } from '@cutaway/element/second-element';
import { loadAdMedia, type AdLoading } from './load-ad-media.js';
import type { StartConfig } from './start-config.js';

/** Ads apart from content, loaded by hls.js. The only door of the code that is loaded with the first ad. */
export function adsOfHls(
  around: Omit<SecondElementSurroundings, 'load'> & AdLoading & { readonly start: StartConfig },
): SecondElement {
  const second = secondElement({ ...around, load: (video, ad, onFailed) => loadAdMedia(around, video, ad, onFailed) });
  return withReattach(second, () => import('./reattach.js').then((code) => code.reattachHls(around)), around);
}
