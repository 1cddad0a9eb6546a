/** A frame that the viewer saw. Times are milliseconds; `atMs` is the page's clock (`performance.now`). */
export interface ShownFrame {
  readonly atMs: number;
  readonly mediaMs: number;
  /** Program time of a content frame, epoch milliseconds; null: an ad, or the player does not know. */
  readonly programMs: number | null;
  readonly what: 'content' | 'red' | 'green' | 'unknown';
  /** Which video of the stage, in the order in which they appeared. */
  readonly video: number;
  /** The element's own count of presented frames: where it moves by more than one, frames came that no callback told. */
  readonly presented: number;
  /** It came while something hid it, and was seen from this moment on. */
  readonly revealed?: true;
}

interface Watched {
  readonly index: number;
  /** Its newest frame, where the viewer has not seen it: it came while the element was hidden. */
  unseen: ShownFrame | null;
}

/**
 * Logs each frame that is on the screen: frames of the visible element that lies on top, and the frame that an element shows when
 * it comes to the top. Colours tell whose frame it is; they are read for visible frames only, to load the page as little as possible.
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
      const what = colourOf(video);
      const programMs = what === 'content' ? programMsAt(mediaMs) : null;
      const frame = { atMs, mediaMs, programMs, what, video: watched.index, presented: data.presentedFrames };
      if (top === video) frames.push(frame);
      else watched.unseen = frame;
    });
  };
  const look = (): void => {
    for (const video of stage.querySelectorAll('video')) if (!videos.has(video)) watch(video);
    const before = top;
    top = topOf(stage);
    const watched = top === before || top === undefined ? undefined : videos.get(top);
    if (!watched?.unseen) return;
    frames.push({ ...watched.unseen, atMs: performance.now(), revealed: true });
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

/** Tells frames apart by a corner that no text covers. */
function colourReader(): (video: HTMLVideoElement) => ShownFrame['what'] {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (video) => {
    if (!context) return 'unknown';
    try {
      context.drawImage(video, video.videoWidth * 0.05, video.videoHeight * 0.9, 2, 2, 0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
      if (red > 110) return 'red';
      if (green > 110) return 'green';
      return blue > 60 ? 'content' : 'unknown';
    } catch {
      return 'unknown'; // another origin's picture may not be read
    }
  };
}
