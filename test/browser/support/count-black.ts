declare global {
  interface Window {
    /** `black`: when nothing but black was on the screen, milliseconds of the page's clock. */
    blackFrames: { looks: number; readonly black: number[] };
  }
}

/**
 * Runs in a page: looks at each rendering whether the picture on top of the stage is black, be it a video or a still over one, and
 * counts that in `window.blackFrames`. A video without a frame is black.
 */
export function countBlack(): void {
  const seen = (window.blackFrames = { looks: 0, black: [] as number[] });
  const small = document.createElement('canvas');
  small.width = small.height = 8;
  const context = small.getContext('2d', { willReadFrequently: true });
  const stage = document.querySelector('video')?.parentElement;
  const look = (): void => {
    requestAnimationFrame(look);
    const top = [...(stage?.querySelectorAll<HTMLVideoElement | HTMLCanvasElement>('video, canvas') ?? [])]
      .filter((element) => getComputedStyle(element).visibility === 'visible')
      .pop();
    if (!top || !context) return;
    context.clearRect(0, 0, 8, 8);
    context.drawImage(top, 0, 0, 8, 8);
    const { data } = context.getImageData(0, 0, 8, 8);
    seen.looks++;
    if (data.every((value, index) => index % 4 === 3 || value < 24)) seen.black.push(Math.round(performance.now()));
  };
  look();
}
