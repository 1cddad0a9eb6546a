/**
 * Says of each frame, told in their order in seconds, whether it is the last one of a video. Frames are as long as the
 * shortest step between two so far. Where sound goes on after the last frame, none is said to be the last.
 */
export function findLastFrame(video: { readonly duration: number }): (mediaSeconds: number) => boolean {
  let frameSeconds = 0;
  let before = Infinity;
  return (mediaSeconds) => {
    const step = mediaSeconds - before;
    before = mediaSeconds;
    if (step > 0) frameSeconds = Math.min(frameSeconds || step, step);
    // Half a frame of tolerance, since durations are rounded.
    return frameSeconds > 0 && mediaSeconds + frameSeconds * 1.5 > video.duration;
  };
}
