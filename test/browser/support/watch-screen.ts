/** A frame of any video in a stage. `top`: the viewer saw it. Times in milliseconds of the page's clock. */
export interface ScreenFrame {
  readonly videoIndex: number;
  readonly atMs: number;
  readonly mediaMs: number;
  top: boolean;
}

/**
 * Logs each presented frame of the videos in a stage, those that are put in later too, and the frame that a video shows at the moment
 * in which it comes to the top.
 */
export function watchScreen(stage: HTMLElement): readonly ScreenFrame[] {
  const frames: ScreenFrame[] = [];
  const known: HTMLVideoElement[] = [];
  const newest = new Map<HTMLVideoElement, ScreenFrame>();
  let before: HTMLVideoElement | undefined;
  const watch = (video: HTMLVideoElement): void => {
    const videoIndex = known.push(video) - 1;
    video.requestVideoFrameCallback(function next(_now, data) {
      video.requestVideoFrameCallback(next);
      const frame = { videoIndex, atMs: data.presentationTime, mediaMs: data.mediaTime * 1000, top: false };
      frames.push(frame);
      newest.set(video, frame);
      // After every callback of this rendering step, so that one that shows the element has run.
      setTimeout(() => (frame.top = topVideo(stage) === video));
    });
  };
  const look = (): void => {
    for (const video of stage.querySelectorAll('video')) if (!known.includes(video)) watch(video);
    const top = topVideo(stage);
    const frame = top && newest.get(top);
    if (top !== before && frame) frames.push({ ...frame, atMs: performance.now(), top: true });
    before = top;
  };
  look();
  new MutationObserver(look).observe(stage, { childList: true, subtree: true, attributes: true });
  return frames;
}

/** The last visible video of the stage: later elements are drawn above earlier ones. */
function topVideo(stage: HTMLElement): HTMLVideoElement | undefined {
  return [...stage.querySelectorAll('video')].filter((video) => getComputedStyle(video).visibility === 'visible').pop();
}
