/** How much is loaded from here on; 0 in a hole. */
export function aheadSeconds({ buffered }: HTMLVideoElement, mediaSeconds: number): number {
  for (let n = 0; n < buffered.length; n++)
    if (buffered.start(n) <= mediaSeconds && mediaSeconds < buffered.end(n)) return buffered.end(n) - mediaSeconds;
  return 0;
}
