import { colourReader, topVideo, type Colour } from './read-colour.js';

/** A frame that came to the screen, and whose it was by its colour. */
export interface ColourFrame {
  /** Milliseconds of the page's clock (`performance.now`). */
  readonly atMs: number;
  readonly mediaMs: number;
  what: Colour;
  /** Which video of the stage, in the order in which they appeared. */
  readonly video: number;
  /** Whether the viewer saw it: the last visible video lies above the others. */
  top: boolean;
}

/** Logs each presented frame of every video in a stage with the colour of a corner that no text covers. */
export function watchColours(stage: HTMLElement): readonly ColourFrame[] {
  const frames: ColourFrame[] = [];
  const known: HTMLVideoElement[] = [];
  const colourOf = colourReader();

  const watch = (video: HTMLVideoElement): void => {
    const index = known.push(video) - 1;
    video.requestVideoFrameCallback(function next(_now, data) {
      video.requestVideoFrameCallback(next);
      const frame: ColourFrame = {
        atMs: data.presentationTime,
        mediaMs: data.mediaTime * 1000,
        what: 'unknown',
        video: index,
        top: false,
      };
      frames.push(frame);
      void colourOf(video).then((what) => (frame.what = what));
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
