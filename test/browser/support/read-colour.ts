/** Whose frame it is, by the colours of the test media. */
export type Colour = 'content' | 'red' | 'green' | 'yellow' | 'unknown';

/** Tells the frames of a video apart by a corner that no text covers. */
export function colourReader(): (video: HTMLVideoElement) => Colour {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (video) => {
    if (!context) return 'unknown';
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
  };
}

/** The video that the viewer sees: later elements lie above earlier ones. */
export function topVideo(stage: HTMLElement): HTMLVideoElement | undefined {
  return [...stage.querySelectorAll('video')].filter((video) => getComputedStyle(video).visibility === 'visible').pop();
}
