const ROUNDED_SECONDS = 0.002;

/**
 * Says of each frame, told in their order in seconds, how long it is until the last one of a video: 0 for that one itself,
 * Infinity where the length of a frame or of the video is not known. Frames are as long as the shortest step so far.
 */
export function untilLastFrame(video: { readonly duration: number }): (mediaSeconds: number) => number {
  let frameSeconds = 0;
  let before = Infinity;
  return (mediaSeconds) => {
    const step = mediaSeconds - before;
    before = mediaSeconds;
    if (step > 0) frameSeconds = Math.min(frameSeconds || step, step);
    const leftSeconds = video.duration - mediaSeconds - frameSeconds;
    if (!(frameSeconds > 0 && leftSeconds < Infinity)) return Infinity;
    // Sound may go on for less than a frame, to which no picture belongs. Durations are rounded to a millisecond or two.
    return Math.floor((leftSeconds + ROUNDED_SECONDS) / frameSeconds) * frameSeconds;
  };
}
