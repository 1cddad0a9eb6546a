import type { Undo } from '@cutaway/core';

/** An image that takes longer is not shown at all. */
const IMAGE_BUDGET_MS = 4_000;

/**
 * Loads and decodes a picture; exactly one of `done` and `failed` is called, unless it is undone first.
 * Decoding comes before showing: a TV may need a noticeable time between the bytes and the first paint.
 */
export function loadImage(
  image: HTMLImageElement,
  url: string,
  done: () => void,
  failed: (detail: string) => void,
): Undo {
  let open = true;
  const settle = (run: () => void) => {
    if (!open) return;
    undo();
    run();
  };
  const onLoad = () => {
    // `decode` came with Chromium 64; where it is missing, `load` has to be proof enough.
    if (typeof image.decode !== 'function') return settle(done);
    image.decode().then(
      () => settle(done),
      () => settle(() => failed(`image does not decode: ${url}`)),
    );
  };
  const onError = () => settle(() => failed(`image does not load: ${url}`));
  const timer = setTimeout(
    () => settle(() => failed(`image not loaded in ${IMAGE_BUDGET_MS} ms: ${url}`)),
    IMAGE_BUDGET_MS,
  );
  const undo = () => {
    open = false;
    clearTimeout(timer);
    image.removeEventListener('load', onLoad);
    image.removeEventListener('error', onError);
  };
  image.addEventListener('load', onLoad);
  image.addEventListener('error', onError);
  image.src = url;
  return undo;
}
