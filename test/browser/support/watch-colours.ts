/** A frame that came to the screen, and whose it was by its colour. */
export interface ColourFrame {
  /** Milliseconds of the page's clock (`performance.now`). */
  readonly atMs: number;
  readonly mediaMs: number;
  readonly what: 'content' | 'red' | 'green' | 'yellow' | 'unknown';
  /** Which video of the stage, in the order in which they appeared. */
  readonly video: number;
  /** Whether the viewer saw it: the last visible video lies above the others. */
  top: boolean;
}

/** Logs each presented frame of every video in a stage with the colour of a corner that no text covers. */
export function watchColours(stage: HTMLElement): readonly ColourFrame[] {
  const frames: ColourFrame[] = [];
  const known: HTMLVideoElement[] = [];
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });

  const watch = (video: HTMLVideoElement): void => {
    const index = known.push(video) - 1;
    video.requestVideoFrameCallback(function next(_now, data) {
      video.requestVideoFrameCallback(next);
      const what = context === null ? 'unknown' : colourOf(context, video);
      const frame: ColourFrame = {
        atMs: data.presentationTime,
        mediaMs: data.mediaTime * 1000,
        what,
        video: index,
        top: false,
      };
      frames.push(frame);
      // After every callback of this rendering step, so that one that shows the element has run.
      setTimeout(() => (frame.top = topVideo(stage) === video));
    });
  };
  const look = (): void => {
    for (const video of stage.querySelectorAll('video')) if (!known.includes(video)) watch(video);
  };
  look();
  new MutationObserver(look).observe(stage, { childList: true, subtree: true });
  return frames;
}

function colourOf(context: CanvasRenderingContext2D, video: HTMLVideoElement): ColourFrame['what'] {
  try {
    const { videoWidth: width, videoHeight: height } = video;
    context.drawImage(video, width * 0.05, height * 0.9, 2, 2, 0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    if (red > 110 && green > 110) return 'yellow';
    if (red > 110) return 'red';
    if (green > 110) return 'green';
    return blue > 60 ? 'content' : 'unknown';
  } catch {
    return 'unknown'; // another origin's picture may not be read
  }
}

function topVideo(stage: HTMLElement): HTMLVideoElement | undefined {
  return [...stage.querySelectorAll('video')].filter((video) => getComputedStyle(video).visibility === 'visible').pop();
}
