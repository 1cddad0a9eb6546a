/**
 * Calls `play()` so that no rejection is left alone: a refusal comes as the error's name and message. An AbortError is
 * none, since a pause or a load of ours overtook the call; nor is a missing promise (before Chromium 50). An element that
 * plays, or was asked to and has not answered yet, is not asked again.
 */
export function playElement(video: HTMLMediaElement, onRefused: (name: string, message: string) => void): void {
  if (!video.paused) return;
  new Promise((resolve) => resolve(video.play())).catch(({ name, message }: Error) => {
    if (name !== 'AbortError') onRefused(name, message);
  });
}
