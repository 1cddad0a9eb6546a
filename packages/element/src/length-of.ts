/** How long the media of an element is, as a fact has it; nothing where nobody knows, as of a live stream. */
export function lengthOf({ duration }: HTMLVideoElement): { readonly durationMs?: number } {
  return duration > 0 && duration < Infinity ? { durationMs: Math.round(duration * 1000) } : {};
}
