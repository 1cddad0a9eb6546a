/**
 * Calls `play()` so that no rejection is left alone: a refusal comes as the error's name and message. An AbortError is
 * none, since a pause or a load of ours overtook the call; nor is a missing promise (before Chromium 50).
 */
export function playElement(video: HTMLMediaElement, onRefused: (name: string, message: string) => void): void {
  try {
    const refused = (error: unknown): void => {
      const { name, message } = error as Error;
      if (name !== 'AbortError') onRefused(name, message);
    };
    Promise.resolve(video.play()).catch(refused);
  } catch (error) {
    onRefused((error as Error).name, (error as Error).message);
  }
}
