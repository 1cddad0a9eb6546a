/**
 * `play()` with one call outstanding at a time: some sets lose count of more. Asked for meanwhile, it is called again when the one
 * before is settled, since a load of ours may have ended that. A refusal comes as the error's name and message.
 */
export function playOnce(
  video: Pick<HTMLMediaElement, 'play'>,
  onRefused: (name: string, message: string) => void,
): () => void {
  let isCalled = false;
  let isWanted = false;
  const play = (): void => {
    isWanted = isCalled;
    if (isCalled) return;
    isCalled = true;
    // Before Chromium 50 there is no promise.
    void new Promise((resolve) => resolve(video.play()))
      .then(
        () => null,
        (error: Error) => error,
      )
      .then((error) => {
        isCalled = false;
        if (isWanted) play();
        else if (error && error.name !== 'AbortError') onRefused(error.name, error.message);
      });
  };
  return play;
}
