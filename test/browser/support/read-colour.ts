/** Whose frame it is, by the colours of the test media. */
export type Colour = 'content' | 'red' | 'green' | 'yellow' | 'unknown';

type Rgb = readonly [red: number, green: number, blue: number];

/** Pixels on a side of the corner that is read: the least that has a value of each kind in 4:2:0. */
const SIDE = 2;

/**
 * Tells the frames of a video apart by a corner that no text covers: of that frame which the video shows when it is asked. Only the corner
 * is copied where the browser hands out frames: to draw each frame for the sake of one pixel took as much of a processor as to play it.
 */
export function colourReader(): (video: HTMLVideoElement) => Promise<Colour> {
  const draw = pixelDrawer();
  return async (video) => {
    try {
      return nameOf((await copyPixel(video)) ?? draw(video));
    } catch {
      return 'unknown'; // another origin's picture may not be read
    }
  };
}

/** The video that the viewer sees: later elements lie above earlier ones. */
export function topVideo(stage: HTMLElement): HTMLVideoElement | undefined {
  return [...stage.querySelectorAll('video')].filter((video) => getComputedStyle(video).visibility === 'visible').pop();
}

function nameOf([red, green, blue]: Rgb): Colour {
  if (red > 110 && green > 110) return 'yellow';
  if (red > 110) return 'red';
  if (green > 110) return 'green';
  return blue > 60 ? 'content' : 'unknown';
}

/** Null: the browser hands out no frames, or in another form than its decoder's. */
async function copyPixel(video: HTMLVideoElement): Promise<Rgb | null> {
  if (typeof VideoFrame !== 'function') return null;
  const frame = new VideoFrame(video, { timestamp: 0 });
  try {
    // Of what is coded more than the picture is there.
    const { format, visibleRect: picture } = frame;
    if (!picture || (format !== 'I420' && format !== 'NV12')) return null;
    const even = (at: number): number => 2 * Math.floor(at / 2);
    const corner = { x: even(picture.x + picture.width * 0.05), y: even(picture.y + picture.height * 0.9) };
    const rect = { ...corner, width: SIDE, height: SIDE };
    const values = new Uint8Array(frame.allocationSize({ rect }));
    await frame.copyTo(values, { rect });
    // Four values of brightness, then one of each colour, in either form.
    const [light = 0, , , , blueness = 0, redness = 0] = values;
    return rgbOf(light - 16, blueness - 128, redness - 128);
  } finally {
    frame.close();
  }
}

/** BT.601 in its studio range: the colours of the test media lie far enough apart for any matrix. */
function rgbOf(light: number, blueness: number, redness: number): Rgb {
  const grey = 1.164 * light;
  return [grey + 1.596 * redness, grey - 0.392 * blueness - 0.813 * redness, grey + 2.017 * blueness];
}

function pixelDrawer(): (video: HTMLVideoElement) => Rgb {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (video) => {
    const { videoWidth: width, videoHeight: height } = video;
    context?.drawImage(video, width * 0.05, height * 0.9, SIDE, SIDE, 0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context?.getImageData(0, 0, 1, 1).data ?? [];
    return [red, green, blue];
  };
}
