import { colourReader, type Colour } from '../../test/browser/support/read-colour.js';

/** A frame that the viewer saw. Times are milliseconds; `atMs` is the page's clock (`performance.now`). */
export interface ShownFrame {
  readonly atMs: number;
  readonly mediaMs: number;
  /** Program time of a content frame, epoch milliseconds; null: an ad, or the player does not know. */
  programMs: number | null;
  what: Colour;
  /** Which video of the stage, in the order in which they appeared. */
  readonly video: number;
  /** The element's own count of presented frames: where it moves by more than one, frames came that no callback told. */
  readonly presented: number;
  /** It came while something hid it, and was seen from this moment on. */
  readonly revealed?: true;
}

interface Watched {
  readonly index: number;
  /** Its newest frame, where the viewer has not seen it: it came while the element was hidden. `name` says of a copy whose it is. */
  unseen: { readonly frame: ShownFrame; name(frame: ShownFrame): void } | null;
}

/**
 * Logs each frame that is on the screen: frames of the visible element that lies on top, and the frame that an element shows when
 * it comes to the top. Colours tell whose frame it is.
 */
export function watchFrames(
  stage: HTMLElement,
  programMsAt: (mediaMs: number) => number | null,
): readonly ShownFrame[] {
  const frames: ShownFrame[] = [];
  const videos = new Map<Element, Watched>();
  const colourOf = colourReader();
  let top: Element | undefined;

  const watch = (video: HTMLVideoElement): void => {
    const watched: Watched = { index: videos.size, unseen: null };
    videos.set(video, watched);
    video.requestVideoFrameCallback(function next(_now, data) {
      video.requestVideoFrameCallback(next);
      const [atMs, mediaMs] = [data.presentationTime, data.mediaTime * 1000];
      const told = colourOf(video).then((what) => ({
        what,
        programMs: what === 'content' ? programMsAt(mediaMs) : null,
      }));
      const name = (frame: ShownFrame): void => void told.then((known) => Object.assign(frame, known));
      const { presentedFrames: presented } = data;
      const frame: ShownFrame = {
        ...{ atMs, mediaMs, presented },
        programMs: null,
        what: 'unknown',
        video: watched.index,
      };
      name(frame);
      if (top === video) frames.push(frame);
      else watched.unseen = { frame, name };
    });
  };
  const look = (): void => {
    for (const video of stage.querySelectorAll('video')) if (!videos.has(video)) watch(video);
    const before = top;
    top = topOf(stage);
    const watched = top === before || top === undefined ? undefined : videos.get(top);
    if (!watched?.unseen) return;
    const { frame, name } = watched.unseen;
    const shown: ShownFrame = { ...frame, atMs: performance.now(), revealed: true };
    name(shown);
    frames.push(shown);
    watched.unseen = null;
  };
  look();
  const attributeFilter = ['style', 'class', 'hidden', 'width', 'height'];
  new MutationObserver(look).observe(stage, { childList: true, subtree: true, attributes: true, attributeFilter });
  return frames;
}

/** The picture on the screen: later elements lie above earlier ones. A canvas counts, since it may hold a last frame. */
function topOf(stage: HTMLElement): Element | undefined {
  return [...stage.querySelectorAll('video, canvas')].filter(isVisible).pop();
}

function isVisible(element: Element): boolean {
  const { visibility, opacity } = getComputedStyle(element);
  return visibility === 'visible' && Number(opacity) > 0 && element.getClientRects().length > 0;
}
