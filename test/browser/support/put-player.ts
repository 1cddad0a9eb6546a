/** A stage with a muted video that fills it, whose frames and errors a test reads. */
export interface PlayerStage {
  readonly stage: HTMLElement;
  readonly video: HTMLVideoElement;
  /** What no code of the page caught. */
  readonly errors: string[];
}

/**
 * Puts it on the page, in 16:9. To be called before any other code makes a video. `width`: in CSS pixels; twice as wide takes four times as
 * long to draw without a GPU.
 */
export function putPlayer({ width = 480 } = {}): PlayerStage {
  const errors: string[] = [];
  window.addEventListener('error', ({ message }) => errors.push(message));
  window.addEventListener('unhandledrejection', ({ reason }) => errors.push(`unhandled: ${String(reason)}`));

  // A picture from another origin may be read only where it was asked for with CORS: the colours tell whose frame it is.
  const make: (name: string) => HTMLElement = document.createElement.bind(document);
  document.createElement = (name: string) => {
    const element = make(name);
    if (element instanceof HTMLVideoElement) element.crossOrigin = 'anonymous';
    return element;
  };

  const stage = document.createElement('div');
  stage.style.cssText = `position:relative;width:${width}px;height:${(width * 9) / 16}px;background:#000`;
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.style.cssText = 'width:100%;height:100%;display:block';
  stage.append(video);
  document.body.append(stage);
  return { stage, video, errors };
}
