declare global {
  interface Window {
    /** `black`: when nothing but black was on the screen, milliseconds of the page's clock. */
    blackFrames: { looks: number; readonly black: number[] };
  }
}

/**
 * Runs in a page: looks at each rendering whether the picture on top of the stage is black, be it a video or a still over one, and
 * counts that in `window.blackFrames`. A video without a frame is black. A frame that is shown for longer is drawn once: to draw it takes long.
 */
export function countBlack(): void {
  const seen = (window.blackFrames = { looks: 0, black: [] as number[] });
  const small = document.createElement('canvas');
  small.width = small.height = 8;
  const context = small.getContext('2d', { willReadFrequently: true });
  const stage = document.querySelector('video')?.parentElement;
  /** The frame that a video shows, by its time. Null: none, or not a video. */
  const frameOf = (top: HTMLVideoElement | HTMLCanvasElement): number | null => {
    if (!(top instanceof HTMLVideoElement) || top.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
    const frame = new VideoFrame(top);
    frame.close();
    return frame.timestamp;
  };
  const isBlack = (top: HTMLVideoElement | HTMLCanvasElement): boolean => {
    context?.clearRect(0, 0, 8, 8);
    context?.drawImage(top, 0, 0, 8, 8);
    const values = context?.getImageData(0, 0, 8, 8).data ?? [];
    return values.every((value, index) => index % 4 === 3 || value < 24);
  };
  let drawn: { top: Element; frame: number | null; isBlack: boolean } | null = null;
  const look = (): void => {
    requestAnimationFrame(look);
    const top = [...(stage?.querySelectorAll<HTMLVideoElement | HTMLCanvasElement>('video, canvas') ?? [])]
      .filter((element) => getComputedStyle(element).visibility === 'visible')
      .pop();
    if (!top || !context) return;
    const frame = frameOf(top);
    if (frame === null || frame !== drawn?.frame || top !== drawn.top) drawn = { top, frame, isBlack: isBlack(top) };
    seen.looks++;
    if (drawn.isBlack) seen.black.push(Math.round(performance.now()));
  };
  look();
}
