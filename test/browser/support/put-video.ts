/** A stage on the page with a video in it that fills it. */
export function putVideo(): { readonly stage: HTMLElement; readonly video: HTMLVideoElement } {
  const stage = document.createElement('div');
  stage.style.cssText = 'width:480px;height:270px';
  const video = document.createElement('video');
  video.style.cssText = 'width:100%;height:100%;display:block';
  stage.append(video);
  document.body.append(stage);
  return { stage, video };
}
